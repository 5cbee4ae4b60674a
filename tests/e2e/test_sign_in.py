"""Signing in and out on a phone."""

import requests
from playwright.sync_api import expect

from tests.e2e.walks import MEMBER, NEWCOMER, ask_for_code, ready_offline, sign_in_as, sign_out

KEPT = """async () => {
    const said = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const { name } of await indexedDB.databases()) {
        const opening = indexedDB.open(name);
        const db = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
        for (const store of db.objectStoreNames) {
            const asking = db.transaction(store).objectStore(store).getAll();
            said.push(JSON.stringify(await new Promise((done) => (asking.onsuccess = () => done(asking.result)))));
        }
        db.close();
    }
    for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) said.push(request.url);
    }
    return said.join('\\n');
}"""


def test_the_code_from_the_mail_signs_in(phone, fireside):
    email = "code@walk.example"
    ask_for_code(phone, email)

    phone.get_by_label("Code").fill(fireside.code_for(email))

    expect(phone.get_by_label("Your real name")).to_be_visible()


def test_a_wrong_code_says_so_and_can_be_tried_again(phone, fireside):
    email = "wrong@walk.example"
    ask_for_code(phone, email)
    right = fireside.code_for(email)

    phone.get_by_label("Code").fill(f"{(int(right) + 1) % 10**6:06}")
    expect(phone.get_by_label("Code")).to_have_attribute("aria-invalid", "true")
    phone.get_by_label("Code").fill(right)

    expect(phone.get_by_label("Your real name")).to_be_visible()


def test_a_scanner_that_opens_the_link_does_not_use_it_up(phone, fireside):
    """S-06."""
    email = "link@walk.example"
    ask_for_code(phone, email)
    link = fireside.link_for(email)
    for _ in range(3):
        assert requests.get(link, timeout=10).status_code == 200
        assert requests.head(link, timeout=10).status_code == 200

    phone.goto(link)
    phone.get_by_role("button", name="Sign in").click()

    expect(phone.get_by_label("Your real name")).to_be_visible()


def test_signing_out_leaves_nothing_of_one_person_for_the_next(phone, fireside):
    """S-59."""
    session = next(fireside.sessions())
    sign_in_as(phone, MEMBER)
    phone.goto(fireside.path("sessions", session["id"]))
    phone.get_by_role("button", name="Add to my agenda").or_(
        phone.get_by_role("button", name="In my agenda")
    ).wait_for()
    mine = phone.request.get("/api/me").json()

    sign_out(phone)
    kept = phone.evaluate(KEPT)
    assert [word for word in (mine["email"], '"owner":') if word in kept] == []  # the name also stands in the programme

    sign_in_as(phone, NEWCOMER)
    kept = phone.evaluate(KEPT)
    assert mine["email"] not in kept
    ready_offline(phone)
    phone.context.set_offline(True)
    phone.goto("/me")
    expect(phone.get_by_role("heading", name=NEWCOMER)).to_be_visible()
    expect(phone.get_by_text(MEMBER)).to_have_count(0)
