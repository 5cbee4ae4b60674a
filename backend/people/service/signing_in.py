"""Asking for a code, using it, and the devices that come of it."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from backend.core import clock, feed, limits, mail, seal
from backend.core.mail import Letter
from backend.people import queries, rules
from backend.people.models import Community, Device, PasskeyChallenge, Person, SignInRequest
from backend.people.service import letters

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Browser:
    """The browser that is asking: what it holds of ours, what it gets if it asks for a code, what it calls itself.

    `asked_with` and `asks_with` bind a code to the browser; `token` is that of a device it was signed in on before;
    `network` is where it asks from.
    """

    asked_with: str
    asks_with: str
    token: str
    label: str
    network: str


@dataclass(frozen=True, slots=True)
class Entrance:
    """Somebody who has just signed in, and the token of their device."""

    person: Person
    token: str


def ask_for_code(session: Session, email: str, browser: Browser, public_url: str) -> None:
    """Write a letter with a code to this address, or with a kind no.

    Known, unknown and not admitted addresses cost the same work: the same reads, one request, one letter. Who asks
    too often gets no letter, and the last code stays good. Only the browser's own older codes are void by a new one.

    Raises:
        Invalid: when mail cannot be sent to such an address.
    """
    email = rules.normal_address(email)
    community = queries.community(session)
    admitted = _admitted(session, community, email)
    pseudonym = seal.digest(email)[:12]
    if not _may_ask(session, email, browser):
        _hand_over(session, email, browser)
        log.warning("sign_in.too_many_codes", address=pseudonym)
        return
    _void_older(session, email, browser)
    code, link = f"{secrets.randbelow(10**6):06d}", secrets.token_urlsafe(32)
    if admitted:
        letter = letters.send_code(session, email, community, code=code, link=f"{public_url}/sign-in#token={link}")
    else:
        letter = letters.tell_not_admitted(session, email, community, public_url=public_url)
    _remember(session, email, browser, (code, link), letter, admitted=admitted)
    log.info("sign_in.asked", address=pseudonym, admitted=admitted)


def _may_ask(session: Session, email: str, browser: Browser) -> bool:
    """Five letters for each network that asks, and twenty for all of them, in fifteen minutes.

    A browser that was signed in with this address before counts apart, so that no stranger can use up its letters.
    """
    token = rules.digest(browser.token)
    known = queries.was_signed_in(session, email, token)
    asked = queries.codes_since(session, email, clock.now() - rules.CODES_WITHIN)
    if not known and asked >= rules.MOST_CODES_OF_ALL:
        return False
    return limits.within(rules.MOST_CODES, "letters", email, token if known else browser.network)


def _void_older(session: Session, email: str, browser: Browser) -> None:
    older = queries.requests_to_void(session, email, rules.digest(browser.asked_with))
    for asked in older:
        asked.spent_at = clock.now()
    mail.withdraw(session, [asked.letter_id for asked in older if asked.letter_id])


def _admitted(session: Session, community: Community, email: str) -> bool:
    """Whether the address may come in; every source is asked, whatever the policy."""
    known = email in queries.members_at(session, [email])
    invited = queries.invited(session, email) is not None
    listed = queries.expected(session, email) is not None
    admitted = rules.admitted(community.joining, known=known, invited=invited, listed=listed)
    return admitted and (known or invited or listed or not _is_disposable(email))


_disposable: set[str] = set()


def refuse_domains(domains: Iterable[str]) -> None:
    """Let nobody new in with an address of these domains, whom no list and no invitation tells of."""
    _disposable.clear()
    _disposable.update(domains)


def _is_disposable(email: str) -> bool:
    parts = email.rpartition("@")[2].split(".")
    return any(".".join(parts[place:]) in _disposable for place in range(len(parts) - 1))


def _remember(
    session: Session, email: str, browser: Browser, told: tuple[str, str], letter: Letter, *, admitted: bool
) -> None:
    code, link = told
    link_digest = rules.digest(link)
    session.add(
        SignInRequest(
            email=email,
            code_digest=seal.digest(f"{link_digest}:{code}"),
            link_digest=link_digest,
            browser_digest=rules.digest(browser.asks_with),
            letter_id=letter.id,
            admitted=admitted,
            tries_left=rules.MOST_TRIES,
            asked_at=clock.now(),
        )
    )


def _hand_over(session: Session, email: str, browser: Browser) -> None:
    """Let the browser's new secret stand for its old one, so that the code it waits for still works."""
    asked = queries.newest_request(session, email, rules.digest(browser.asked_with))
    if asked:
        asked.browser_digest = rules.digest(browser.asks_with)


def use_code(session: Session, email: str, code: str, browser: Browser) -> Entrance | None:
    """Sign in with the six digits; None when they are not right, which costs one of five tries.

    The code works only in the browser that asked, so that guessing elsewhere neither helps nor locks out anybody.
    None rather than a refusal, since a refusal would roll back the counted try.
    """
    asked = queries.newest_request(session, rules.normal_address(email), rules.digest(browser.asked_with))
    if asked is None or not _living(session, asked):
        _note_failure("no such code")
        return None
    if not _may_try(session, asked.email, browser):
        _note_failure("too many tries")
        return None
    asked.tries_left -= 1
    if not seal.is_digest_of(asked.code_digest, f"{asked.link_digest}:{code}"):
        _note_failure("wrong code", tries_left=asked.tries_left)
        return None
    return _spend(session, asked, browser)


def _may_try(session: Session, email: str, browser: Browser) -> bool:
    """A hundred tries a day at all codes of an address; then only the link signs in, or a browser that did before."""
    known = queries.was_signed_in(session, email, rules.digest(browser.token))
    left = queries.tries_left_since(session, email, clock.now() - rules.TRIES_WITHIN)
    return known or rules.tried(left) < rules.MOST_TRIES_OF_ALL


def use_link(session: Session, token: str, browser: Browser) -> Entrance | None:
    """Sign in with the link of the letter; None when it is not good any more.

    Raises:
        OtherDevice: in another browser than the one that asked; the link stays good.
    """
    asked = queries.request_of_link(session, rules.digest(token))
    if asked is None or not _living(session, asked):
        _note_failure("no such link")
        return None
    if asked.browser_digest != rules.digest(browser.asked_with):
        raise rules.OtherDevice
    return _spend(session, asked, browser)


def _living(session: Session, asked: SignInRequest) -> bool:
    counted_from = mail.sent_at(session, asked.letter_id) or asked.asked_at
    spent = asked.spent_at is not None or not asked.admitted
    return rules.code_lives(counted_from, tries_left=asked.tries_left, spent=spent, at=clock.now())


def _note_failure(why: str, **more: int) -> None:
    log.warning("sign_in.failed", why=why, **more)


def _spend(session: Session, asked: SignInRequest, browser: Browser) -> Entrance:
    asked.spent_at = clock.now()
    person = queries.person_at(session, asked.email) or join(session, asked.email)
    return enter(session, person, browser, by="mail")


def join(session: Session, email: str) -> Person:
    """Make the address a member; what an invitation or a list tells of them is where their profile begins."""
    invited, listed = queries.invited(session, email), queries.expected(session, email) or rules.Expected()
    person = Person(
        email=email,
        name=listed.name or (invited.name if invited else ""),
        affiliation=listed.affiliation,
        joined_at=clock.now(),
        grants=[],
    )
    session.add(person)
    session.flush()
    feed.touch(session, person, on=stream_of(person.id))
    log.info("person.joined", person=person.id)
    return person


def enter(session: Session, person: Person, browser: Browser, *, by: str) -> Entrance:
    """Sign the person in on a new device, whose token is told once; whoever was signed in there before is no more."""
    sign_out(session, browser.token)
    token, at = secrets.token_urlsafe(32), clock.now()
    device = Device(
        person_id=person.id, token_digest=rules.digest(token), label=browser.label, signed_in_at=at, seen_at=at
    )
    session.add(device)
    session.flush()
    log.info("sign_in.ok", person=person.id, device=device.id, by=by)
    return Entrance(person, token)


def enter_as_invented(session: Session, person_id: int, browser: Browser) -> Entrance:
    """Sign in as one of the demo's people, and as nobody else.

    Raises:
        NotFound: when there is no such person, or they are not invented.
    """
    person = queries.person_to_change(session, person_id)
    rules.check_invented(invented=person.invented)
    return enter(session, person, browser, by="demo")


def stream_of(person_id: int) -> str:
    """The name of the person's own stream."""
    return f"me:{person_id}"


def see(session: Session, device_id: int) -> None:
    """Write down that the device was in use just now."""
    session.get_one(Device, device_id).seen_at = clock.now()


def sign_out(session: Session, token: str) -> None:
    """End the device with this token, if there is one."""
    device = queries.device_of(session, rules.digest(token))
    if device is not None:
        _end(session, device)


def end_device(session: Session, person_id: int, device_id: int) -> None:
    """Sign one of the person's devices out.

    Raises:
        NotFound: when it is not theirs or has ended.
    """
    _end(session, queries.device_to_change(session, person_id, device_id))


def end_other_devices(session: Session, person_id: int, device_id: int) -> None:
    """Sign all of the person's devices out but this one."""
    for device in queries.unended_devices(session, person_id):
        if device.id != device_id:
            _end(session, device)


def _end(session: Session, device: Device) -> None:
    device.ended_at = clock.now()
    feed.rights_changed(session, device.person_id)
    log.info("sign_out", person=device.person_id, device=device.id)


def forget_old(session: Session) -> None:
    """Delete what is of no more use to anybody: codes and challenges of yesterday, devices that ended long ago."""
    at = clock.now()
    session.execute(delete(SignInRequest).where(SignInRequest.asked_at < at - rules.REQUESTS_KEPT))
    session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.put_at < at - rules.REQUESTS_KEPT))
    session.execute(
        update(Device).where(Device.seen_at < at - rules.IDLE, Device.ended_at.is_(None)).values(ended_at=at)
    )
    session.execute(delete(Device).where(Device.ended_at < at - rules.IDLE))
