"""What happens at the door. Each verb answers with what became of it (schemas.door.DoneSchema).

Doors work for a while without a connection and tell later: a verb gets the time on the phone, and what was told once
with a `client_id` is done once, for ever. Two doors that let in the same person make one arrival.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from backend.core import feed
from backend.core.history import NothingToUndo
from backend.panels import queries
from backend.panels.models import Signup
from backend.panels.rules import attending, opening, seats, tickets
from backend.panels.service import line
from backend.panels.service.at_door import AtDoor, begin, done
from backend.panels.service.moving import move, touch
from schemas.words import Outcome, Place, Share, Why

Act = Mapping[str, Any]
SITS = (Place.SEATED, Place.CAME)


def check_in(session: Session, reader: feed.Reader, panel_id: int, act: Act) -> dict[str, Any]:
    """Let in somebody who has a seat: by the ticket's text, or their line of the roster.

    Raises:
        NotFound: when the reader does not work this door, or no such signup is there.
        ForgedTicket, OtherPanelsTicket, OldTicket, PanelOver, PanelCancelled: as they say.
        NoSeat: when they have none. SeatGivenOn: when it was released and is no more to be had.
        Overlapping: when they would take an offered seat here, and have one elsewhere at that time.
    """
    door = begin(session, reader, panel_id, act)
    signup = _ticket_holder(door, act["ticket"]) if "ticket" in act else door.signup(act["signup_id"])
    return door.known(signup) or _let_in(door, signup)


def _ticket_holder(door: AtDoor, text: str) -> Signup:
    signup_id, number = tickets.read(text)
    found = queries.ticket_holder(door.session, signup_id)
    if found is None:
        raise tickets.ForgedTicket
    if found.id != door.panel.id:
        raise attending.OtherPanelsTicket(found.id, found.title)
    signup = door.signup(signup_id)
    if signup.number != number or signup.place not in {*SITS, Place.MISSED}:
        opening.check_takes_place(door.panel, at=door.at)
        raise attending.OldTicket
    return signup


def _let_in(door: AtDoor, signup: Signup) -> dict[str, Any]:
    if signup.place is Place.CAME:
        return done(door, signup, Outcome.ALREADY, f"was let in at {door.clock_time(signup.came_at)} already.")
    door.check_lets_in()
    if signup.place is Place.MISSED:
        return _restore(door, signup)
    if signup.place is Place.OFFERED:
        door.make_room(signup.person_id)
    elif signup.place is not Place.SEATED:
        raise attending.NoSeat(door.name(signup), signup.place, signup.number)
    _come(door, signup, Why.CAME, signup.share)
    return done(door, signup, Outcome.DONE, "is in.")


def _come(door: AtDoor, signup: Signup, why: Why, share: Share) -> None:
    seated_at = signup.seated_at if signup.place is Place.SEATED else door.now
    move(
        door.session,
        door.panel,
        signup,
        door.step(Place.CAME, why),
        share=share,
        came_at=door.at,
        seated_at=seated_at,
    )


def _restore(door: AtDoor, signup: Signup) -> dict[str, Any]:
    """Somebody whose seat was released came after all, or came in time and it was told late."""
    released = queries.last_change(door.session, signup.id)
    share = _share_for(door, signup)
    when = door.clock_time(released.at if released else None)
    if share is None:
        came = f"Your phone says they came at {door.clock_time(door.at)}. "
        sentence = f"{door.name(signup)}'s seat was released at {when} and given on; no seat is free now. "
        raise attending.SeatGivenOn(sentence + came + "Nothing was changed.", released.at if released else None)
    if released is None or door.at >= released.at:
        _check_turn(door, signup)
    door.make_room(signup.person_id)
    _come(door, signup, Why.CAME, share)
    return done(door, signup, Outcome.RESTORED, f"is in. The seat was released at {when}, and one was still free.")


def _share_for(door: AtDoor, signup: Signup) -> Share | None:
    mine = queries.shares_of(signup.first_timer, signup.invited)
    free, has_line = seats.free(door.panel), door.panel.waiting > 0
    return attending.share_at_door(free, mine, line=has_line, taken_over=door.has_taken_over)


def _check_turn(door: AtDoor, signup: Signup) -> None:
    """Refuse to let somebody overtake who stands at the door before them in line."""
    first = queries.first_at_door(door.session, door.panel.id)
    if first is None or first.id == signup.id:
        return
    if signup.place is not Place.WAITING or first.number < signup.number:
        raise attending.OthersFirst(door.name(first), first.id)


def walk_in(session: Session, reader: feed.Reader, panel_id: int, act: Act) -> dict[str, Any]:
    """Let in somebody without a seat, on a free one, when it is their turn; who has a seat is simply let in.

    Raises:
        NotFound: when the reader does not work this door, or there is no such person or signup.
        PanelOver, PanelCancelled, NoFreeSeat, OthersFirst: as they say.
        Overlapping: when they have a seat elsewhere at that time that is not to be swapped.
    """
    door = begin(session, reader, panel_id, act)
    signup = door.signup_of(act, make=True)
    if told := door.known(signup):
        return told
    if signup.place in {*SITS, Place.OFFERED}:
        return _let_in(door, signup)
    door.check_lets_in()
    share = _share_for(door, signup)
    if share is None:
        raise attending.NoFreeSeat
    _check_turn(door, signup)
    door.make_room(signup.person_id)
    door.number(signup)
    _come(door, signup, Why.WALKED_IN, share)
    return done(door, signup, Outcome.DONE, "is in.")


def undo(session: Session, reader: feed.Reader, panel_id: int, act: Act) -> dict[str, Any]:
    """Take back that somebody was let in or released; `undoes` says which request, so that no other's is undone.

    Raises:
        NotFound: when the reader does not work this door, or no such signup is there.
        NothingToUndo: when they stand elsewhere since, or another door let them in.
        SeatGivenOn: when somebody else sits on the released seat.
    """
    door = begin(session, reader, panel_id, act)
    signup = door.signup(act["signup_id"])
    if told := door.known(signup):
        return told
    last = queries.last_change(session, signup.id)
    if last is None or signup.place not in {Place.CAME, Place.MISSED}:
        raise NothingToUndo(f"{door.name(signup)} is not in, so there is nothing to take back.")
    if act.get("undoes", last.client_id) != last.client_id:
        raise NothingToUndo(f"Another door did this to {door.name(signup)} at {door.clock_time(last.at)}; it stays.")
    if signup.place is Place.MISSED:
        return _take_back_release(door, signup)
    back = attending.back_to(last.was)
    kept = {"standby_at": signup.standby_at} if back is Place.WAITING else {}
    share = signup.share if back is Place.SEATED else Share.OPEN
    seated_at = signup.seated_at if back is Place.SEATED else None
    step = door.step(back, Why.UNDONE)
    move(session, door.panel, signup, step, share=share, came_at=None, seated_at=seated_at, **kept)
    line.fill(session, door.panel, door.now)
    return done(door, signup, Outcome.DONE, "is not in.")


def _take_back_release(door: AtDoor, signup: Signup) -> dict[str, Any]:
    share = _share_for(door, signup)
    if share is None:
        sentence = f"{door.name(signup)}'s seat was given on and no seat is free now."
        raise attending.SeatGivenOn(sentence, None)
    door.make_room(signup.person_id)
    move(door.session, door.panel, signup, door.step(Place.SEATED, Why.UNDONE), share=share)
    return done(door, signup, Outcome.DONE, "has the seat again.")


def stand_by(session: Session, reader: feed.Reader, panel_id: int, act: Act) -> dict[str, Any]:
    """Somebody without a seat stands at the door (or went away); who is not in line is put at its end.

    Raises:
        NotFound: when the reader does not work this door, or there is no such person or signup.
        PanelOver, PanelCancelled: as they say.
    """
    door = begin(session, reader, panel_id, act)
    signup = door.signup_of(act, make=act["here"])
    if told := door.known(signup):
        return told
    if not act["here"]:
        return _go_away(door, signup)
    if signup.place in {*SITS, Place.OFFERED, Place.ASKED}:
        stands = "has a seat." if signup.place in SITS else f"{attending.STANDS[signup.place]}."
        return done(door, signup, Outcome.ALREADY, stands)
    door.check_lets_in()
    if signup.place is Place.WAITING:
        known = signup.standby_at is not None
        signup.standby_at = signup.standby_at or door.at
        touch(session, door.panel, signup)
        return done(door, signup, Outcome.ALREADY if known else Outcome.DONE, "stands at the door.")
    door.number(signup)
    step = door.step(Place.WAITING, Why.ADDED)
    move(session, door.panel, signup, step, share=Share.OPEN, standby_at=door.at, seated_at=None)
    line.fill(session, door.panel, door.now)
    return done(door, signup, Outcome.DONE, "is in line and stands at the door.")


def _go_away(door: AtDoor, signup: Signup) -> dict[str, Any]:
    if signup.standby_at is None:
        outcome = Outcome.ALREADY
    else:
        outcome, signup.standby_at = Outcome.DONE, None
        touch(door.session, door.panel, signup)
    return done(door, signup, outcome, "does not stand at the door.")
