"""The pages: what each says in the head, on its picture and to search engines, and which template shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from backend.meetings.models import Meeting, Room
from backend.panels.models import Blogger, Panel
from backend.programme.models import Speaker
from backend.share import card, event, showing
from backend.share.card import Card
from backend.share.queries import Shown, ShownChannel
from backend.share.showing import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page; `href` is its path, `data` its schema.org object, `context` what its template shows."""

    title: str
    description: str
    site: str
    base: str
    href: str
    card: Card
    template: str
    data: dict[str, Any]
    context: dict[str, Any]

    @property
    def image(self) -> str:
        """The picture's address, which is another as soon as its words are."""
        return picture(self.base, self.href, self.card)


def picture(base: str, href: str, words: Card) -> str:
    """The address of a page's picture."""
    return f"{base}{href}/card.png?v={card.etag(words)}"


def of_home(community: str, editions: Sequence[Meeting], current: Meeting | None, base: str) -> Page:
    """The community's front door: its editions, and on the picture the one to show now."""
    words = Card(community, "", *(_names(current) if current else ()))
    return Page(
        title=community,
        description=_words(*_names(current), showing.summary(current.about)) if current else "",
        site=community,
        base=base,
        href="",
        card=words,
        template="share/home.html",
        data=event.of_community(community, editions, base, picture(base, "", words)),
        context={
            "community": community,
            "editions": [(meeting, showing.href_of(meeting), showing.span(meeting)) for meeting in editions],
        },
    )


def of_programme(shown: Shown, base: str) -> Page:
    """The whole programme of a meeting."""
    meeting, rows = shown.meeting, showing.items(shown)
    span = showing.span(meeting)
    return Page(
        title=meeting.name,
        description=_words(span, meeting.venue, showing.summary(meeting.about)),
        site=meeting.name,
        base=base,
        href=showing.href_of(meeting),
        card=Card(meeting.name, "Programme", span, meeting.venue),
        template="share/programme.html",
        data=event.of_meeting(meeting, base),
        context={
            "meeting": meeting,
            "about": meeting.about,
            "span": span,
            "days": showing.days(rows),
            "undated": [item for item in rows if not item.times],
        },
    )


def of_session(shown: Shown, base: str) -> Page:
    """One session; the page says first when and where it is."""
    (item,) = showing.items(shown)
    words = _session_card(item, shown.meeting.name)
    return Page(
        title=f"{item.title} · {shown.meeting.name}",
        description=_words(_state(item), words.when, words.where, item.summary),
        site=shown.meeting.name,
        base=base,
        href=item.href,
        card=words,
        template="share/session.html",
        data=event.of_session(shown.sessions[0], shown, base, picture(base, item.href, words)),
        context={"item": item, "meeting": shown.meeting, "home": showing.href_of(shown.meeting)},
    )


def of_panel(panel: Panel, bloggers: Sequence[Blogger], shown: Shown, base: str) -> Page:
    """A session with seats: what it is, who is on it, how many fit in, and when one can sign up."""
    page = of_session(shown, base)
    (item,) = showing.items(shown)
    href = showing.href_of(shown.meeting, panel)
    called = [blogger.name for blogger in bloggers]
    others = tuple(voice for voice in item.voices if voice.name not in called)
    names = ", ".join([*called, *(voice.name for voice in others)])
    seats = showing.seats(panel, shown.meeting)
    where = item.times[0].place if item.times else ""
    words = replace(page.card, over=_words(shown.meeting.name, "Panel", item.track), where=_words(where, names))
    image = picture(base, href, words)
    return replace(
        page,
        description=_words(_state(item), words.when, words.where, *seats[:1], item.summary),
        href=href,
        card=words,
        template="share/panel.html",
        data=event.of_session(shown.sessions[0], shown, base, image) | {"maximumAttendeeCapacity": panel.seats},
        context=page.context | {"item": replace(item, voices=others), "bloggers": bloggers, "seats": seats},
    )


def of_speaker(speaker: Speaker, shown: Shown, base: str) -> Page:
    """A speaker with their sessions."""
    meeting, rows = shown.meeting, showing.items(shown)
    return Page(
        title=f"{speaker.name} · {meeting.name}",
        description=_words(speaker.headline, showing.summary(speaker.biography)),
        site=meeting.name,
        base=base,
        href=showing.href_of(meeting, speaker),
        card=Card(speaker.name, meeting.name, _first_title(rows), speaker.headline),
        template="share/speaker.html",
        data=event.of_speaker(speaker, shown, base),
        context={
            "speaker": speaker,
            "biography": speaker.biography,
            "meeting": meeting,
            "home": showing.href_of(meeting),
            "days": showing.days(rows),
        },
    )


def of_room(room: Room, shown: Shown, base: str) -> Page:
    """A room with what takes place in it."""
    meeting, rows = shown.meeting, showing.items(shown)
    walk = f"{room.walk_minutes} min walk from the middle" if room.walk_minutes else ""
    seats = f"{room.capacity} seats" if room.capacity else ""
    facts = _words(room.area, seats, walk)
    return Page(
        title=f"{room.name} · {meeting.name}",
        description=_words(facts, meeting.venue, room.about),
        site=meeting.name,
        base=base,
        href=showing.href_of(meeting, room),
        card=Card(room.name, meeting.name, room.area, meeting.venue),
        template="share/room.html",
        data=event.of_room(showing.place(room), shown),
        context={
            "room": room,
            "facts": facts,
            "meeting": meeting,
            "home": showing.href_of(meeting),
            "days": showing.days(rows, in_room=showing.href_of(meeting, room)),
        },
    )


def of_channel(community: str, shown: ShownChannel, base: str) -> Page:
    """A conversation that anybody may read; a link to one message says in the head what it says."""
    channel, named = shown.channel, shown.named
    words = Card(channel.title, _words(community, "Chat"), "", channel.purpose)
    said = f"{named.author['name']}: {showing.summary(named.html)}" if named else ""
    return Page(
        title=f"{channel.title} · {community}",
        description=said or channel.purpose,
        site=community,
        base=base,
        href=f"/chat/{channel.id}",
        card=words,
        template="share/channel.html",
        data=event.of_channel(shown, base),
        context={"channel": channel, "community": community, "messages": shown.messages, "named": named},
    )


def _session_card(item: Item, meeting: str) -> Card:
    first = item.times[0] if item.times else None
    names = ", ".join(voice.name for voice in item.voices)
    return Card(
        title=item.title,
        over=_words(meeting, item.kind.capitalize(), item.track),
        when=first.when if first else "The time is not announced yet",
        where=_words(first.place if first else "", names),
        mark=item.mark,
    )


def _names(meeting: Meeting) -> tuple[str, str]:
    return _words(meeting.name, showing.span(meeting)), meeting.venue


def _state(item: Item) -> str:
    return item.mark[0] if item.mark else ""


def _words(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _first_title(rows: Sequence[Item]) -> str:
    return rows[0].title if rows else ""
