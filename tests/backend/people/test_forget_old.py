from datetime import timedelta

import sqlalchemy as sa
import time_machine

from backend.core import clock, db
from backend.core.mail import Letter
from backend.people import jobs
from backend.people.models import Device, SignInRequest
from tests import factories


def rows(model):
    with db.reading() as session:
        return session.scalar(sa.select(sa.func.count(model.id)))


def forget_after(settings, **time):
    with time_machine.travel(clock.now() + timedelta(**time)):
        jobs.FORGET.run(settings)


def test_codes_and_letters_are_gone_after_a_day(visitor, settings):
    """S-89"""
    visitor.post("/api/sign-in", json={"email": "ada@example.org"})

    forget_after(settings, hours=23)
    assert (rows(SignInRequest), rows(Letter)) == (1, 1)
    forget_after(settings, hours=25)
    assert (rows(SignInRequest), rows(Letter)) == (0, 0)


def test_a_device_is_gone_a_month_after_it_ended_or_was_last_seen(sign_in, settings):
    """S-89"""
    ada = factories.a_person()
    phone, laptop = sign_in(ada), sign_in(ada)
    laptop.post("/api/sign-out")

    forget_after(settings, days=29)
    assert rows(Device) == 2
    forget_after(settings, days=31)
    assert rows(Device) == 1
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert phone.get("/api/me").status_code == 401
    forget_after(settings, days=62)
    assert rows(Device) == 0


def test_forgetting_leaves_what_is_in_use(visitor, sign_in, settings):
    phone = sign_in(factories.a_person())
    visitor.post("/api/sign-in", json={"email": "ada@example.org"})

    jobs.FORGET.run(settings)

    assert phone.get("/api/me").status_code == 200
    assert (rows(SignInRequest), rows(Letter), rows(Device)) == (1, 1, 1)


def test_a_fault_in_one_job_is_logged_and_ends_nothing(app, settings, monkeypatch, capsys):
    monkeypatch.setattr(db, "writing", lambda: 1 / 0)

    jobs.FORGET.run(settings)

    assert '"event": "job.broken"' in capsys.readouterr().out
