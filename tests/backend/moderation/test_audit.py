"""What moderators did is written down for good: nobody changes, cuts or shortens it unseen."""

import threading

import pytest
import sqlalchemy as sa

from backend.core import db
from backend.moderation.models import Audit, AuditHead
from backend.moderation.service import auditing
from backend.moderation.service.auditing import Act
from tests.backend.moderation.acting import acts, taken
from tests.databases import unguarded

MANY = 6


def verify(app):
    return app.test_cli_runner().invoke(args=["fireside", "audit", "verify"])


def write(count=5):
    for number in range(1, count + 1):
        with db.writing() as session:
            auditing.write(session, None, Act("tried", "message", number, f"Because of {number}", after={"é": number}))


def forge(*statements):
    """What somebody with the database in their hands would do."""
    with db.engine().connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        with unguarded(connection):
            for statement in statements:
                connection.execute(statement)


def test_the_database_refuses_to_change_or_delete_an_act(app):
    write()

    for statement in (sa.update(Audit).values(why="Nothing"), sa.delete(Audit).where(Audit.id == 5)):
        with pytest.raises(sa.exc.DBAPIError, match="only ever added"), db.writing() as session:
            session.execute(statement)

    assert verify(app).output == "5 acts, each as it was written.\n"


@pytest.mark.parametrize(
    ("forged", "told"),
    [
        ([sa.update(Audit).where(Audit.id == 3).values(why="Nothing")], "Row 3 was changed."),
        ([sa.update(Audit).where(Audit.id == 2).values(person_id=None, after={})], "Row 2 was changed."),
        ([sa.delete(Audit).where(Audit.id == 2)], "Row 2 is missing."),
        ([sa.delete(Audit).where(Audit.id > 3)], "Row 4 is missing: the log is 2 shorter than it was."),
        ([sa.delete(Audit)], "Row 1 is missing: the log is 5 shorter than it was."),
        ([sa.update(AuditHead).values(last_id=4)], "The log goes on after row 4, where it is known to end."),
        ([sa.delete(AuditHead)], "The log goes on after row 0, where it is known to end."),
        (
            [sa.update(Audit).where(Audit.id == 2).values(why="Nothing", hash="0" * 64)],
            "Row 2 was changed. 1 rows before that are as they were written.",
        ),
    ],
)
def test_whoever_forges_the_log_is_found_out(app, forged, told):
    write()
    forge(*forged)

    done = verify(app)

    assert done.exit_code == 1
    assert told in done.output


def test_an_act_that_is_taken_back_leaves_no_hole_and_many_at_once_make_one_chain(app, channel, talker, moderator):
    ada = talker("Ada A", channel)
    taken(moderator, "message", ada.said(channel)["id"])
    with pytest.raises(ZeroDivisionError), db.writing() as session:
        auditing.write(session, None, Act("tried", "message", 1))
        raise ZeroDivisionError
    threads = [threading.Thread(target=write, args=(4,)) for _ in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert verify(app).output == f"{1 + 4 * MANY} acts, each as it was written.\n"
    page = moderator.get("/api/moderation/audit").json
    assert page["verified"]["whole"]
    assert page["acts"][-1]["by"]["name"] == "Moa Moderator"
    assert acts(moderator)[-1] == "removed"
