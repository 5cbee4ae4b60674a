"""Who changed what, when: one row an edit, with the fields before and after, so that it can be undone.

A row's editable fields are plain attributes with JSON values (a model may offer a property for what is compound).
Two names are special: `removed` stands for the tombstone, and `kept` lists the fields edited by hand, which an import
leaves alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from backend.core import clock
from backend.core.db import Base, Numbered
from backend.core.errors import NotFound, Refusal
from schemas.words import RefusalCode, Subject

LABEL = 300


class Edit(Numbered, Base):
    """One change to one subject. `person_id` is None for the command line; `scope` is a stream's name."""

    __tablename__ = "edit"

    at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    scope: Mapped[str] = mapped_column(String(80), index=True)
    subject: Mapped[Subject]
    subject_id: Mapped[int]
    label: Mapped[str] = mapped_column(String(LABEL))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]


class NothingToUndo(Refusal):
    """The edit was undone before, or what it changed has changed again since."""

    code = RefusalCode.NOTHING_TO_UNDO
    detail = "This was changed again since, so it cannot be taken back on its own."


class Editable(Protocol):
    """A row whose edits are written down."""

    id: Any
    removed_at: Any


@dataclass(frozen=True, slots=True)
class About:
    """What an edit is about: whose history it belongs to, what it touches, and its name for people."""

    scope: str
    subject: Subject
    label: str


Hearer = Callable[[Session, int | None, int, About, Mapping[str, Any], Mapping[str, Any]], None]
_hearers: dict[str, Hearer] = {}


def tells_edits(name: str, hearer: Hearer) -> None:
    """Let a feature hear of every edit as it is written down: `hearer(session, by, subject_id, about, before, after)`.

    Filled when the app starts.
    """
    _hearers[name] = hearer


def edit(session: Session, by: int | None, row: Editable, values: Mapping[str, Any], about: About) -> Edit | None:
    """Set the row's fields to `values` and write down what changed; None when nothing did."""
    before = {name: _seen(row, name) for name in values}
    for name, value in values.items():
        _set(row, name, value)
    session.flush()
    after = {name: _seen(row, name) for name in values}
    changed = [name for name in values if before[name] != after[name]]
    if not changed:
        return None
    kept = _keep(row, changed)
    was = {name: before[name] for name in changed} | ({"kept": kept[0]} if kept else {})
    now = {name: after[name] for name in changed} | ({"kept": kept[1]} if kept else {})
    return note(session, by, row.id, about, before=was, after=now)


def note(
    session: Session,
    by: int | None,
    subject_id: int,
    about: About,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> Edit:
    """Write down an edit; `before` and `after` hold JSON values of the changed fields only."""
    made = Edit(
        at=clock.now(),
        person_id=by,
        scope=about.scope,
        subject=about.subject,
        subject_id=subject_id,
        label=about.label[:LABEL],
        before=dict(before),
        after=dict(after),
    )
    session.add(made)
    for hear in _hearers.values():
        hear(session, by, subject_id, about, before, after)
    return made


def take_back(row: Editable, made: Edit) -> None:
    """Put the row back to before the edit.

    Raises:
        NothingToUndo: when it was taken back already or one of its fields has changed since.
    """
    fields = [name for name in made.after if name != "kept"]
    if made.undone_at or any(_seen(row, name) != made.after[name] for name in fields):
        raise NothingToUndo
    for name in fields:
        _set(row, name, made.before[name])
    if "kept" in made.after:
        before, after = made.before["kept"], made.after["kept"]
        stays = [name for name in _seen(row, "kept") if name in before or name not in after]
        _set(row, "kept", [*stays, *(name for name in before if name not in after and name not in stays)])
    made.undone_at = clock.now()


def edit_to_change(session: Session, edit_id: int) -> Edit:
    """An entry of the history, locked.

    Raises:
        NotFound: when there is none.
    """
    found = session.get(Edit, edit_id, with_for_update=True)
    if found is None:
        raise NotFound
    return found


def edits_of(
    session: Session, scope: str, *, about: tuple[Subject, int] | None = None, below: int = 0, limit: int = 50
) -> Sequence[Edit]:
    """The newest edits of a scope, or of one thing in it, at most `limit`; with `below` only those older than that."""
    found = select(Edit).where(Edit.scope == scope).order_by(Edit.id.desc()).limit(limit)
    if about:
        found = found.where(Edit.subject == about[0], Edit.subject_id == about[1])
    return session.scalars(found.where(Edit.id < below) if below else found).all()


def _keep(row: Editable, changed: Sequence[str]) -> tuple[list[str], list[str]] | None:
    """Mark the changed fields as edited by hand where the row keeps such marks; the marks before and after."""
    if not hasattr(row, "kept"):
        return None
    before = list(row.kept)
    after = [*before, *(name for name in changed if name not in before and name != "removed")]
    row.kept = after
    return before, after


def _seen(row: Editable, name: str) -> Any:
    if name == "removed":
        return row.removed_at is not None
    value = getattr(row, name)
    return value.isoformat() if isinstance(value, date) else value


def _set(row: Editable, name: str, value: Any) -> None:
    if name == "removed":
        row.removed_at = clock.now() if value else None
    elif isinstance(getattr(row, name), date) and isinstance(value, str):
        setattr(row, name, date.fromisoformat(value))
    else:
        setattr(row, name, value)
