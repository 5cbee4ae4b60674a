"""B6: any file, damaged anyhow, is read or refused by every reader in words: no trace, and nothing is fetched.

Each run damages other files in other ways; FIRESIDE_SEED repeats one, FIRESIDE_SECONDS makes it longer.
"""

import os
import random
import secrets
import time
from collections import Counter

import pytest

from backend.core.errors import Refusal
from backend.meetings import readers as lists
from backend.programme import readers as programmes
from tests.shared_data import every, real

pytestmark = pytest.mark.data

SECONDS = float(os.environ.get("FIRESIDE_SECONDS", "20"))
SEED = os.environ.get("FIRESIDE_SEED") or secrets.token_hex(4)
SCHEDULES = [
    *every("fosdem/*.xml"),
    *every("emf/*/schedule.*"),
    *every("pretalx_json/*"),
    *every("sessionize/*"),
    *every("icalendar_cases/*"),
]
OTHERS = [
    *every("xml_attacks/*"),
    *every("json_suite/*"),
    *every("naughty_strings/*"),
    *every("opml/**/*"),
    *every("feedparser/**/*"),
    *every("exif_images/*"),
    *every("conclar/*"),
    *every("confs_tech/**/*"),
]
MOST_BYTES = 1_000_000  # of a larger file only the beginning is damaged, so that there are many in half a minute
NASTY = (b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<![CDATA[", b"<!ENTITY a SYSTEM 'http://127.0.0.1:9/'>", b"&#x0;")
NASTY += (b'"', b"]]>", b"{" * 3000, b"[" * 3000, b"<a>" * 3000, b"9" * 5000, b"\r", b"\xed\xa0\x80", b"=" * 100)
NASTY += (b"\nRRULE:FREQ=SECONDLY\n", b"\nDTSTART:99999999T999999Z\n", b"\nBEGIN:VEVENT\n", b"1e999", b"-1", b"NaN")


def cut(data, chance):
    return data[: chance.randrange(len(data) + 1)]


def flipped(data, chance):
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 3, 30, 300))):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def with_something_put_in(data, chance):
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(NASTY) + data[at:]


def without_a_piece(data, chance):
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 2000) :]


def with_a_piece_twice(data, chance):
    start = chance.randrange(len(data))
    end = start + chance.randrange(1, 5000)
    return data[:end] + data[start:]


DAMAGES = (cut, flipped, with_something_put_in, without_a_piece, with_a_piece_twice)


def read_as_programme(data, name):
    """What a refusal says; nothing when the file was read."""
    try:
        programmes.read(data, name=name, timezone="Europe/Brussels")
    except programmes.UnreadableProgramme as refused:
        return str(refused)
    return ""


def read_as_list(data, name):
    """What a refusal says; nothing when the file was read."""
    try:
        lists.read(data, name)
    except Refusal as refused:
        return refused.detail
    return ""


@pytest.mark.usefixtures("socket_disabled")
@pytest.mark.parametrize("read", [read_as_programme, read_as_list])
def test_any_file_damaged_anyhow_is_read_or_refused_in_words(read):
    print(f"FIRESIDE_SEED={SEED}")  # noqa: T201 - shown when this fails
    chance, give_up, told = random.Random(SEED), time.monotonic() + SECONDS / 2, Counter()
    while time.monotonic() < give_up:
        path = chance.choice(SCHEDULES if chance.random() < 0.8 else OTHERS)
        data = real(path)[:MOST_BYTES]
        damage = chance.choice(DAMAGES)
        try:
            said = read(damage(data or b"\n", chance), "damaged.txt")
            assert not said or "damaged.txt" in said
            told["refused" if said else "read"] += 1
        except Exception as error:
            error.add_note(f"FIRESIDE_SEED={SEED}, after {told.total()} others: {path}, {damage.__name__}")
            raise

    assert told["refused"] > 50
