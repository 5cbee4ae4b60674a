# ruff: noqa: RUF001 - look-alikes are what this is about
"""What rules find in a text, through its disguises and in nothing else."""

import random
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.chat.rules.judging import Said
from backend.moderation.rules.judging import Earlier, Own, Rule, compiled, disguises, folding, verdict_of
from backend.moderation.rules.judging.folding import fold
from backend.moderation.rules.judging.likeness import ALIKE, Recent, how_alike, sketch_of
from backend.moderation.rules.judging.untold import UNTOLD
from backend.moderation.rules.judging.words import WordList
from bench import adversaries
from schemas.moderation_rules import whole_settings
from schemas.words import Effect, RuleKind

AT = datetime(2026, 11, 28, tzinfo=UTC)
TEXTS = st.text(max_size=80) | st.text("aeé ѕсаmο\u200b\u0301Ａ\u2060-*.1$🖕한が", max_size=40)


def said(text, **more):
    known = {"links": (), "mentions": 0, "photos": 0, "is_new": False, "is_first": False, "at": AT} | more
    return Said(author_id=1, channel_id=1, text=text, **known)


def rule(kind, effect=Effect.HOLD, number=1, **wanted):
    return Rule(number, RuleKind(kind), effect, whole_settings(RuleKind(kind), wanted), name=f"{kind} {number}")


def found(kind, text, past=UNTOLD, *, wanted=None, **more):
    """The signs of one rule in a text: what they say and the words they stand at."""
    findings = compiled([rule(kind, **wanted or {})]).judge(said(text, **more), past)
    signs = [sign for finding in findings for sign in finding.signs]
    return [(sign.what, None if sign.start is None else text[sign.start : sign.end]) for sign in signs]


def met(kind, text, past=UNTOLD, *, wanted=None, **more):
    return bool(found(kind, text, past, wanted=wanted, **more))


def listed(*words):
    return {"words": list(words)}


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("the CASINO is open", "CASINO"),
        ("the cásìnö", "cásìnö"),
        ("ｃａｓｉｎｏ", "ｃａｓｉｎｏ"),
        ("my cаsinо here", "cаsinо"),
        ("саѕіпо", "саѕіпо"),
        ("c\u200ba\u00adsi\u2060no", "c\u200ba\u00adsi\u2060no"),
        ("𝓬𝓪𝓼𝓲𝓷𝓸 🅲🅰🆂🅸🅽🅾", "𝓬𝓪𝓼𝓲𝓷𝓸"),
        ("a c4$1n0!", "c4$1n0"),
        ("c a s i n o now", "c a s i n o"),
        ("C.A.S.I.N.O", "C.A.S.I.N.O"),
        ("ca**si**no", "ca**si**no"),
        ("caaasiiino", "caaasiiino"),
        ("c\u0336a\u0336s\u0336i\u0336n\u0336o\u0336", "c\u0336a\u0336s\u0336i\u0336n\u0336o"),
        ("free, money for you", "free, money"),
    ],
)
def test_a_listed_word_is_found_in_every_disguise_and_marked_where_it_stands(text, there):
    assert found("words", text, wanted=listed("casino", "free money"))[0][1] == there


@pytest.mark.parametrize(
    "text",
    [
        "Scunthorpe, Penistone and Lightwater",
        "an assassin passes a classic assessment",
        "the cockpit, a shuttlecock, Hitchcock and cocktails",
        "HL7 v2, FHIR R4, 45s, 4th, B2B and 3D",
        "grape therapist, Essex, Sussex",
        "Выбросил сор в кассу",
        "A N A L Y S I S of the data",
        "he ran a l o n g way",
        "shitake is no Shiitake; matsushita",
    ],
)
def test_a_word_within_another_is_not_found(text):
    words = ("cunt", "penis", "twat", "ass", "cock", "sex", "rape", "anal", "cop", "shit", "ath", "hit")

    assert found("words", text, wanted=listed(*words)) == []


def test_words_of_every_script_are_found_and_endings_where_they_are_asked_for():
    texts = ["我要看色情片", "ты сука", "ты cукa", "ты cyka", "चूतिया है", "متناك", "Cryptocurrencies", "no 🖕🏽👎"]
    wanted = listed("色情", "сука", "चूतिया", "متناك", "crypto*", "🖕👎")

    marked = [found("words", text, wanted=wanted)[:1] for text in texts]

    assert [signs[0][1] for signs in marked] == ["色情", "сука", "cукa", "cyka", "चूतिया", "متناك", "Crypto", "🖕🏽👎"]


def test_nothing_in_a_listed_word_is_a_pattern():
    patterns = listed("a.*", "(a+)+", "[xyz]+", "x|y", "{}0", ".*", "^b", "c{2}")

    assert not met("words", "aaaa xy zzz b1 cc", wanted=patterns)
    assert found("words", "say {0} now", wanted=listed("{0} now"))[0][1] == "0} now"


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_folding_twice_is_folding_once_and_every_place_is_in_the_text(text):
    once = fold(text)

    assert fold(once.text).text == once.text
    assert len(once.places) == len(once.text)
    assert all(0 <= place < len(text) for place in once.places)
    assert list(once.places) == sorted(once.places)
    assert all(len(other.text) == len(other.places) <= len(once.text) for other in disguises.readings(once))


@given(st.text("abc ѕ. é-", min_size=2, max_size=12), TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_word_is_found_wherever_it_stands_alone(word, before, after):
    wanted = "".join(one for one in word if one.isalnum() or one in " -.").strip()
    if not any(one.isalnum() for one in unicodedata.normalize("NFKD", wanted)):
        return
    text = f"{before.replace('*', '')}\n, {wanted} ,\n{after}"

    found_there = WordList([(1, wanted, True)]).found(fold(text)).get(1, [])

    start = text.index(f", {wanted} ,") + 2
    assert any(one.start < start + len(wanted) and one.end > start for one in found_there) or len(found_there) > 9


def test_the_work_grows_with_the_text_and_not_with_the_words():
    """Counted, not timed: how often a folded character and a listed word are touched."""
    draw = random.Random(5)
    words = ["".join(draw.choices("aeioubcdfgklmnprst", k=9)) for _ in range(20_000)]
    few, many = WordList((1, word, True) for word in words[:200]), WordList((1, word, True) for word in words)
    text = " ".join(draw.choices(words[:200], k=5)) + " nothing of the sort " * 40

    assert few.found(fold(text)) == many.found(fold(text))
    assert len(few.found(fold(text))[1]) == 5

    for name, adverse in adversaries.texts(3_000):
        folded = fold(adverse)
        grown = sum(len(reading.text) for reading in disguises.readings(folded))
        assert len(folded.text) <= 4 * len(adverse), name
        assert grown <= 5 * len(folded.text), name


@pytest.mark.parametrize(
    ("text", "met_by"),
    [
        ("see https://casino.example/x", "domains"),
        ("see casino.example", "domains"),
        ("see http://www.play.casino.example:80", "domains"),
        ("https://good.com@casino.example/", "domains"),
        ("https://notcasino.example", None),
        ("casino.example.org is no casino", None),
        ("http://bit.ly/3x", "shorteners"),
        ("ｂｉｔ．ｌｙ/3x", "shorteners"),
        ("a rabbit.ly and node.js", None),
    ],
)
def test_links_are_known_by_where_they_lead(text, met_by):
    wanted = {"domains": {"domains": ["casino.example"]}, "shorteners": {"shorteners": True}}

    assert [name for name, each in wanted.items() if met("links", text, wanted=each)] == ([met_by] if met_by else [])


def test_only_a_newcomers_links_are_held_and_only_places_not_listed():
    assert met("links", "see example.com", wanted={"newcomers": True}, is_new=True)
    assert not met("links", "see example.com", wanted={"newcomers": True})
    assert not met("links", "see node.js, e.g. v1.2", wanted={"newcomers": True}, is_new=True)
    allowed = {"only_these": True, "domains": ["hl7.org"]}
    assert [met("links", f"https://{host}", wanted=allowed) for host in ("build.hl7.org", "hl8.org")] == [False, True]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("call +49 (0)30 901820 now", "+49 (0)30 901820"),
        ("call 0171-555 0123", "0171-555 0123"),
        ("call (212) 555-0123.", "(212) 555-0123"),
        ("ada@mail.example please", "ada@mail.example"),
        ("ada (at) mail (dot) example", "ada (at) mail (dot) example"),
        ("WhatsApp: +447700900123", "WhatsApp: +447700900123"),
        ("write @ada_x on Telegram", "@ada_x on Telegram"),
        ("https://t.me/ada", "https://t.me/ada"),
        ("from 09:00-10:30 on 2026-11-28 in room 0123", None),
        ("version 2.6.12.1-10-386, 10.0.0.255:8080, 01/02/2026", None),
        ("ICD-10 code 123 4567, ISBN 978-3-16-148410-0", None),
        ("meet at the bar", None),
    ],
)
def test_contact_details_are_told_from_other_numbers(text, there):
    places = [place for _, place in found("contacts", text)]
    assert there in places if there else places == []


@pytest.mark.parametrize(
    ("text", "loud"),
    [
        ("PLEASE EVERYBODY COME HERE", True),
        ("¡¡¡¡Vamos!!!!", True),
        ("Great!!! And so on", False),
        ("HL7 FHIR IHE DICOM SNOMED LOINC HIMSS", False),
        ("WHO uses SMART on FHIR with HTML CSS XML JSON?", False),
        ("see HTTPS://EXAMPLE.COM/SOME/LOUD/PATH/HERE", False),
        ("ΠΑΡΑΚΑΛΩ ΕΛΑΤΕ ΟΛΟΙ ΜΑΖΙ", True),
        ("日本語は大文字がない", False),
    ],
)
def test_shouting_is_told_from_names_in_capitals(text, loud):
    assert met("shouting", text) is loud


def test_mentions_are_counted_and_rules_of_other_channels_do_not_look():
    assert not met("mentions", "hi", mentions=5)
    assert found("mentions", "hi", mentions=6) == [("names 6 people", None)]
    elsewhere = Rule(1, RuleKind.MENTIONS, Effect.HOLD, {"most": 1}, channel_id=2)
    assert compiled([elsewhere]).judge(said("hi", mentions=9), UNTOLD) == []


def test_the_strongest_effect_wins_and_every_rule_says_why():
    rules = [
        rule("shouting", Effect.SUGGEST, 1),
        rule("words", Effect.REMOVE, 2, words=["casino"]),
        rule("words", Effect.LIMIT, 3, words=["casino", "party"]),
    ]

    findings = compiled(rules).judge(said("COME ALONG: GREAT CASINO PARTY TONIGHT"), UNTOLD)

    assert [finding.rule.id for finding in findings] == [2, 3, 1]
    verdict = verdict_of(findings)
    assert (verdict.effect, verdict.rule_id) == (Effect.REMOVE, 2)
    assert [sign.what for sign in verdict.signs] == ["“CASINO”", "“CASINO”", "“PARTY”", "6 of 6 words in capitals"]
    assert all(0 < sign.weight <= 1 for sign in verdict.signs)


class Before:
    """A past that is told."""

    def __init__(self, *texts, company="Acme Health Inc.", author=1):
        self.said = [Earlier(n, author, n % 2, AT - timedelta(minutes=n), text) for n, text in enumerate(texts, 1)]
        self.recent = Recent(100)
        self.recent.take(self.said)
        self.company = company

    def own(self):
        return Own({"acme.example"}, self.company)

    def mine(self):
        return self.said

    def just_now(self, since):
        return self.recent.count(1, since)

    def alike(self, sketch):
        return self.recent.alike(sketch)


def test_ones_own_is_welcome_until_it_is_all_one_talks_about():
    talk = Before("https://acme.example/new", "no idea", "ACME Health has it", "thanks")

    assert not met("promotion", "what do you use?", talk, wanted={"most": 1})
    assert not met("promotion", "see https://acme.example", talk, wanted={"most": 2})
    signs = found("promotion", "see https://blog.acme.example/x", talk, wanted={"most": 2, "company": True})
    assert [place for _, place in signs] == ["https://blog.acme.example/x", None]
    assert signs[-1][0] == "3 of their last 5 messages are about their own"
    assert not met("promotion", "an IT man", Before("IT", "IT", company="IT"), wanted={"most": 0, "company": True})


def test_nearly_the_same_is_known_by_whomever_it_is_said():
    text = "Dear all, please visit our new stand number {} in hall 3 today, we give away {}"
    talk = Before(text.format(1, "cups"), text.format(22, "cups!"), "Something that is quite different", author=2)

    near = text.format(7, "cüps")
    assert met("repeats", near, talk, wanted={"times": 3})
    assert not met("repeats", near, talk, wanted={"times": 3, "anybody": False})
    assert not met("repeats", near, talk, wanted={"times": 3, "minutes": 1})
    assert not met("repeats", "Thank you", Before("Thank you", "Thank you"), wanted={"times": 2})


@given(st.text("abcdefgh ", min_size=30, max_size=300), st.text("abcdefgh ", min_size=30, max_size=300))
@settings(max_examples=100, deadline=None)
def test_sketches_are_small_and_tell_the_same_from_others(one, other):
    first, second = sketch_of(one), sketch_of(other)

    assert len(first) <= 16
    assert how_alike(first, first) == (1.0 if first else 0.0)
    assert how_alike(first, second) == how_alike(second, first) <= 1.0


def test_all_that_is_nearly_the_same_is_remembered_and_nothing_else():
    draw = random.Random(5)
    words = ["all", "members", "meet", "tonight", "at", "our", "new", "stand"]
    pairs = [(word, "".join(draw.sample(word, len(word)))) for word in words]
    for _ in range(200):
        texts = [" ".join(draw.choices(pair, (4, 1))[0] for pair in pairs) for _ in range(30)]
        recent, sketch = Recent(20), sketch_of(texts.pop())
        recent.take(Earlier(number, 1, 1, AT, text) for number, text in enumerate(texts))

        alike = [number for number in range(28, 8, -1) if how_alike(sketch_of(texts[number]), sketch) >= ALIKE]
        assert [one.id for one in recent.alike(sketch)] == alike


def test_what_is_remembered_is_bounded_and_can_be_forgotten():
    recent = Recent(50)
    text = "the very same sentence for everybody here"
    for number in range(400):
        recent.take([Earlier(number, number % 3, 1, AT + timedelta(seconds=number), text)])

    assert [one.id for one in recent.alike(sketch_of(text))] == list(range(399, 367, -1))
    recent.forget(399)
    assert recent.count(0, AT) == len([n for n in range(350, 399) if n % 3 == 0])


def test_looks_of_a_folded_text_are_latin():
    assert folding.looks(fold("РАУРАЛ").text) == "payp" + "a" + "л"
