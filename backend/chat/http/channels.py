"""Doors to channels: which there are, topics and their answers, and what is changed of one."""

from typing import Any

from backend.chat.queries import channels as queries
from backend.chat.queries import people as looking
from backend.chat.queries.standing import check_edits_for
from backend.chat.service import channels as service
from backend.chat.service import seasons
from backend.core import db, limits
from backend.core.http import Blueprint
from backend.people.signed_in import Reader, holds, member, reader
from schemas.channels import (
    AnswerTopicSchema,
    ChangeChannelSchema,
    ChannelsQuery,
    ChannelsSchema,
    ChatEditSchema,
    ListedSchema,
    ProposeTopicSchema,
)
from schemas.words import Role

RATE = "60 per minute"  # changes of one person
PROPOSALS = "10 per day"
OPENED = "60 per hour"  # channels of sessions that one person looks for

channels = Blueprint("channels", url_prefix="/api/channels", description="Channels: conversations, all year")
about = Blueprint("channels-about", url_prefix="/api", description="The channels of sessions and panels")


@channels.get("")
@channels.response(200, ChannelsSchema)
@channels.arguments(ChannelsQuery, location="query")
def list_channels(wanted: dict[str, Any]) -> dict[str, Any]:
    """Every channel I may read; a visitor sees the open ones."""
    with db.reading() as session:
        there = wanted["archived"] or queries.lasting_there(session)
    if not there:
        with db.writing() as session:
            service.found_lasting(session)
    with db.reading() as session:
        return {"channels": queries.channels_for(session, reader(), **wanted)}


@channels.post("")
@channels.response(201, ListedSchema)
@member
@channels.arguments(ProposeTopicSchema)
def propose_topic(reader: Reader, values: dict[str, Any]) -> dict[str, Any]:
    """Propose a topic; a moderator opens it. A moderator's own is open at once."""
    limits.spend(PROPOSALS, "topics", str(reader.id))
    with db.writing() as session:
        channel_id = service.propose(session, reader, values)
    return _shown(reader, channel_id)


@channels.get("/<int:channel_id>")
@channels.response(200, ListedSchema)
def show_channel(channel_id: int) -> dict[str, Any]:
    """One channel."""
    with db.reading() as session:
        return queries.channel_for(session, reader(), channel_id)


@channels.patch("/<int:channel_id>")
@channels.response(200, ListedSchema)
@member
@channels.arguments(ChangeChannelSchema)
def change_channel(reader: Reader, values: dict[str, Any], channel_id: int) -> dict[str, Any]:
    """Change what is sent of a channel: for moderators, and for the hosts of its panel."""
    limits.spend(RATE, "channels", str(reader.id))
    with db.writing(hot=f"channel:{channel_id}") as session:
        service.change(session, reader, channel_id, values)
    return _shown(reader, channel_id)


@channels.post("/<int:channel_id>/answer")
@channels.response(200, ListedSchema)
@holds(Role.MODERATOR, Role.ORGANISER)
@channels.arguments(AnswerTopicSchema)
def answer_topic(reader: Reader, said: dict[str, Any], channel_id: int) -> dict[str, Any]:
    """Open a proposed topic, or decline it: for moderators. Who proposed it is told."""
    limits.spend(RATE, "channels", str(reader.id))
    with db.writing(hot=f"channel:{channel_id}") as session:
        service.answer(session, reader, channel_id, open_it=said["open"], note=said["note"])
    return _shown(reader, channel_id)


@channels.get("/<int:channel_id>/history")
@channels.response(200, ChatEditSchema(many=True))
@member
def show_history(reader: Reader, channel_id: int) -> list[dict[str, Any]]:
    """Who changed what of a channel, newest first: for those who may change it."""
    with db.reading() as session:
        check_edits_for(session, reader, channel_id)
        return looking.edits_of(session, queries.stream_of(channel_id))


@about.put("/sessions/<int:session_id>/channel")
@about.response(200, ListedSchema)
@member
def open_session_channel(reader: Reader, session_id: int) -> dict[str, Any]:
    """The channel about a session, from two weeks before its meeting; begun by the first who opens it."""
    limits.spend(OPENED, "session-channels", str(reader.id))
    with db.writing(hot=f"session:{session_id}") as session:
        channel_id = seasons.of_session(session, reader.id, session_id)
    return _shown(reader, channel_id)


@about.put("/panels/<int:panel_id>/channel")
@about.response(200, ListedSchema)
@member
def open_panel_channel(reader: Reader, panel_id: int) -> dict[str, Any]:
    """The channel about a panel, from two weeks before its meeting; begun by the first who opens it."""
    limits.spend(OPENED, "session-channels", str(reader.id))
    with db.writing(hot=f"panel:{panel_id}") as session:
        channel_id = seasons.of_panel(session, reader.id, panel_id)
    return _shown(reader, channel_id)


def _shown(reader: Reader, channel_id: int) -> dict[str, Any]:
    with db.reading() as session:
        return queries.channel_for(session, reader, channel_id)
