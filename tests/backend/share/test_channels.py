"""A link to a conversation: open ones can be read without the app, of others it says nothing."""

from datetime import UTC, datetime

import pytest

from backend import site
from tests.backend.chat.told import an_open_channel, said
from tests.backend.share.test_pages import BUILT, event_on, meta, read
from tests.factories import a_channel, a_person

AT = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def built(tmp_path, monkeypatch):
    """A built front-end to stand in."""
    (tmp_path / "index.html").write_text(BUILT)
    monkeypatch.setattr(site, "DIST", tmp_path)


def test_a_link_to_a_message_of_an_open_channel_shows_it_in_its_conversation(app, visitor):
    ada, channel = a_person("Ada <b>"), an_open_channel("Coffee & tea", purpose="What keeps us awake")
    for number in range(1, 41):
        said(channel, ada, f"cup {number}", at=AT)
    page = read(visitor, f"/chat/{channel.id}?at=12")

    assert [text for text in (f"<p>cup {number}</p>" for number in range(1, 41)) if text in page] == [
        f"<p>cup {number}</p>" for number in range(7, 27)
    ]
    assert '<li id="m12" class="share-news">' in page
    assert "Coffee &amp; tea" in page
    assert "What keeps us awake" in page
    assert "4 March 2026, 15:30 UTC" in page
    assert "Ada &lt;b&gt;" in page
    assert meta(page, "og:description") == "Ada <b>: cup 12"
    assert event_on(page)["headline"] == "Coffee & tea"
    assert visitor.get(meta(page, "og:image").removeprefix("http://localhost:8000")).mimetype == "image/png"
    assert all("cup 40" in read(visitor, f"/chat/{channel.id}{at}") for at in ("", "?at=x", "?at=99999999999999999999"))


def test_of_a_members_channel_a_link_tells_no_more_than_of_one_that_does_not_exist(app, visitor, sign_in):
    ada, channel = a_person("Ada"), a_channel("Between us")
    said(channel, ada, "hush")
    pages = [read(who, f"/chat/{number}?at=1") for who in (visitor, sign_in(ada)) for number in (channel.id, 999)]

    assert set(pages) == {BUILT}
    assert {visitor.get(f"/chat/{number}/card.png").status_code for number in (channel.id, 999)} == {404}


def test_a_removed_message_is_on_no_page(app, visitor):
    ada, channel = a_person("Ada"), an_open_channel()
    said(channel, ada, "taken back", removed_at=AT)
    page = read(visitor, f"/chat/{channel.id}?at=1")

    assert "taken back" not in page
    assert "Nothing has been said here yet." in page
