"""What people do themselves: sign up, leave, take that back, answer an offer.

Each verb answers with the signup as it then stands. A repeated request changes nothing: what was asked with one
`client_id` is asked once, for ever, and leaving names the line number it is about.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.core.errors import NotFound, Refusal
from backend.panels import queries
from backend.panels.models import Panel, Signup
from backend.panels.rules import answering, opening
from backend.panels.service import line, lottery, swapping
from backend.panels.service.moving import Step, earlier, enter, give_up, move
from schemas.words import Place, Share, Why

ACTIVE = (Place.ASKED, Place.SEATED, Place.WAITING, Place.OFFERED, Place.CAME)
GONE = (Place.LEFT, Place.DECLINED, Place.MISSED)


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: the id the phone gave it, and the panel whose seat may be given up for one here."""

    client_id: str
    swap_from: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask and whose it is."""

    person_id: int
    ask: Ask


@dataclass(slots=True)
class _Matter:
    """Who wants something of which panel, when; `other` is the locked panel of a swap.

    What is asked of the database about a person is asked once for all `people` who are served together.
    """

    session: Session
    panel: Panel
    other: Panel | None
    people: Collection[int]
    person_id: int
    at: datetime
    quick: bool
    _kinds: Mapping[int, tuple[bool, bool]] | None = None
    _sitting: Collection[int] | None = None

    def step(self, to: Place, why: Why, client_id: str = "") -> Step:
        return Step(to=to, why=why, at=self.at, by=self.person_id, client_id=client_id)

    def kinds(self) -> tuple[bool, bool]:
        """Whether the person counts as a first-timer and as invited."""
        if self._kinds is None:
            self._kinds = queries.kinds_of_each(self.session, self.panel, self.people)
        return self._kinds[self.person_id]

    def sits_elsewhere(self) -> bool:
        """Whether the person has another seat at that time."""
        if self._sitting is None:
            self._sitting = queries.seats_elsewhere(self.session, self.panel, self.people).keys()
        return self.person_id in self._sitting


Answer = tuple[Signup, bool]


def sign_up(session: Session, person_id: int, panel_id: int, ask: Ask) -> Answer:
    """Give the person a seat, or the next place in line; where they stand, and whether that is new.

    Raises:
        NotFound: when there is no such panel.
        SignupsNotOpen, SignupsClosed, LineClosed, PanelOver, PanelCancelled: as they say.
        Overlapping: when a seat is free here and the person has one elsewhere at that time that is not to be swapped.
    """
    matter = _begin(session, [person_id], panel_id, ask.swap_from)
    signup = queries.signup_to_change(session, panel_id, person_id)
    if signup and _stands(session, signup, ask.client_id):
        return queries.standing(session, signup), False
    if signup and signup.held_until and _comes_back(matter.panel, signup):
        return queries.standing(session, _restore(matter, signup)), False
    signup = _put(matter, signup, ask)
    if matter.quick:
        feed.rows_are_locked(session)
    return signup, True


def sign_up_each(session: Session, panel_id: int, asked: Sequence[Asked]) -> list[Answer | Refusal | None]:
    """The same for several in the order they came: what `sign_up` gives or raises for each.

    None is who has to go alone: they would swap, may have back what they gave up, or are locked elsewhere just now.

    Raises:
        NotFound: when there is no such panel.
    """
    matter = _begin(session, {one.person_id for one in asked}, panel_id, None)
    signups = queries.signups_to_change(session, panel_id, matter.people)
    answers = []
    for one in asked:
        matter.person_id = one.person_id
        answers.append(_among_others(matter, signups, one.ask))
    if matter.quick:
        feed.rows_are_locked(session)
    return answers


def _among_others(matter: _Matter, signups: dict[int, Signup | None], ask: Ask) -> Answer | Refusal | None:
    if ask.swap_from or matter.person_id not in signups:
        return None
    signup = signups[matter.person_id]
    if signup and _stands(matter.session, signup, ask.client_id):
        return queries.standing(matter.session, signup), False
    if signup and signup.held_until and _comes_back(matter.panel, signup):
        return None
    try:
        signup = signups[matter.person_id] = _put(matter, signup, ask)
    except Refusal as refusal:  # said before anything was changed
        return refusal
    return signup, True


def _put(matter: _Matter, signup: Signup | None, ask: Ask) -> Signup:
    opening.check_open(matter.panel, partial(queries.zone_of, matter.session, matter.panel), at=matter.at)
    kinds = matter.kinds()
    place, share = _place_for(matter, kinds)
    signup = signup or enter(matter.panel, matter.person_id, matter.at)
    signup.client_id, signup.asked_at = ask.client_id, matter.at
    signup.first_timer, signup.invited = kinds
    _take(matter, signup, place, share)
    return signup


def _begin(session: Session, people: Collection[int], panel_id: int, swap_from: int | None) -> _Matter:
    """Lock what is concerned, and do first what the clock has made due there."""
    wanted = {panel_id} | ({swap_from} if swap_from else set())
    panels = queries.panels_to_change(session, wanted)
    panel, at = panels[panel_id], clock.now()
    other = panels[swap_from] if swap_from and swap_from != panel_id else None
    if drawn := [one.id for one in panels.values() if lottery.is_due(one, at)]:
        queries.hold(session, {*people, *queries.people_in(session, drawn, Place.ASKED)})
    settled = [line.settle(session, one, at) for one in panels.values()]
    return _Matter(session, panel, other, people, next(iter(people)), at, quick=other is None and not any(settled))


def _stands(session: Session, signup: Signup, client_id: str) -> bool:
    """Whether the person has a place already, or asked this long ago and gave it up since."""
    if signup.place in ACTIVE or signup.client_id == client_id:
        return True
    return queries.asked_with(session, signup, client_id)


def _place_for(matter: _Matter, kinds: tuple[bool, bool]) -> tuple[Place, Share]:
    """A seat that this person may take now, else the line; before a draw, a place among those who are drawn."""
    if lottery.due(matter.panel):
        return Place.ASKED, Share.OPEN
    share = line.share_now(matter.session, matter.panel, kinds)
    if share is None:
        opening.check_line_open(matter.panel)
        return Place.WAITING, Share.OPEN
    _make_room(matter)
    return Place.SEATED, share


def _take(matter: _Matter, signup: Signup, place: Place, share: Share) -> None:
    panel = matter.panel
    panel.last_number += 1 if place is not Place.ASKED else 0
    signup.number = panel.last_number if place is not Place.ASKED else 0
    step = matter.step(place, Why.SIGNED_UP, signup.client_id)
    seated_at = matter.at if place is Place.SEATED else None
    move(matter.session, panel, signup, step, share=share, seated_at=seated_at)
    if place is Place.WAITING:
        signup.position = panel.waiting  # everybody else in line was there before


def _make_room(matter: _Matter) -> None:
    """See that the person has no other seat at that time; one that is to be swapped is handed on at once."""
    if not matter.sits_elsewhere():
        return
    step = matter.step(Place.LEFT, Why.SWAPPED)
    swapping.make_room(matter.session, matter.panel, matter.other, matter.person_id, step)


def _mine(session: Session, panel_id: int, person_id: int) -> Signup:
    signup = queries.signup_to_change(session, panel_id, person_id)
    if signup is None:
        raise NotFound
    return signup


def leave(session: Session, person_id: int, panel_id: int, *, number: int | None = None) -> Signup:
    """Give up a seat, an offer or a place in line; for ten seconds it can be taken back.

    With `number` only if that is the signup's line number still: a repeated request never gives up a newer place.

    Raises:
        NotFound: when the person never signed up here.
        CameAlready: when they were let in.
    """
    matter = _begin(session, [person_id], panel_id, None)
    signup = _mine(session, panel_id, person_id)
    if signup.place in GONE or (number is not None and number != signup.number):
        return signup
    answering.check_not_in(signup.place)
    declines = signup.place is Place.OFFERED
    step = matter.step(*((Place.DECLINED, Why.DECLINED) if declines else (Place.LEFT, Why.LEFT)))
    give_up(session, matter.panel, signup, step, until=matter.at + answering.UNDO)
    return signup


def take_back(session: Session, person_id: int, panel_id: int) -> Signup:
    """Have again what was just given up: the same seat, offer or number in line.

    Raises:
        NotFound: when the person never signed up here.
        TooLateToUndo: when it was handed on.
        Overlapping: when they took another seat at that time meanwhile.
    """
    matter = _begin(session, [person_id], panel_id, None)
    signup = _mine(session, panel_id, person_id)
    if signup.place in ACTIVE:
        return signup
    answering.check_undoable(signup.held_until if _comes_back(matter.panel, signup) else None, at=matter.at)
    return _restore(matter, signup)


def _comes_back(panel: Panel, signup: Signup) -> bool:
    """Whether the place it was is still one to have: who left before a draw was not drawn."""
    return signup.left_from is not Place.ASKED or lottery.due(panel) is not None


def _restore(matter: _Matter, signup: Signup) -> Signup:
    place, panel = signup.left_from or Place.WAITING, matter.panel
    if place is Place.SEATED:
        _make_room(matter)
    kept = {"offer_ends_at": signup.offer_ends_at, "swap_from_id": signup.swap_from_id}
    move(matter.session, panel, signup, matter.step(place, Why.UNDONE), **kept)
    panel.due_at = earlier(panel.due_at, signup.offer_ends_at)
    line.fill(matter.session, panel, matter.at)
    return signup


def answer(session: Session, person_id: int, panel_id: int, *, accept: bool, swap_from: int | None = None) -> Signup:
    """Accept or decline the seat that is offered; a declined one can be taken back for ten seconds.

    Raises:
        NotFound: when there is no such panel, or the person never signed up here.
        NothingOffered, OfferLapsed, PanelOver, PanelCancelled: as they say.
        Overlapping: when they have a seat elsewhere at that time that is not to be swapped.
    """
    matter = _begin(session, [person_id], panel_id, swap_from)
    signup = _mine(session, panel_id, person_id)
    if signup.place is (Place.SEATED if accept else Place.DECLINED):
        return signup
    answering.check_offered(signup.place)
    if not accept:
        step = matter.step(Place.DECLINED, Why.DECLINED)
        give_up(session, matter.panel, signup, step, until=matter.at + answering.UNDO)
        return signup
    opening.check_takes_place(matter.panel, at=matter.at)
    _make_room(matter)
    step = matter.step(Place.SEATED, Why.ACCEPTED)
    move(session, matter.panel, signup, step, seated_at=matter.at)
    return signup
