# ruff: noqa: RUF001 - look-alikes are what this is about
"""Rules on words, chat and spam that nobody here wrote."""

import json
import re

import pytest

from backend.moderation.rules.judging import classifier, compiled
from backend.moderation.rules.judging.classifier import FILE
from backend.moderation.rules.judging.features import buckets_of, parts_of
from backend.moderation.rules.judging.folding import fold
from backend.moderation.rules.judging.spam import MOST_SIGNS
from backend.moderation.rules.judging.untold import UNTOLD
from scripts import spam_figures, spam_sets
from tests import shared_data
from tests.backend.moderation.test_judging import found, met, rule, said

LANGUAGES = [path for path in shared_data.every("badwords/*") if not str(path).endswith((".md", "LICENSE"))]
INNOCENT = """
Scunthorpe Penistone Lightwater Clitheroe Sussex Essex Middlesex Cockermouth Dickinson Hitchcock Hancock Babcock
Assange Arsenal assess assassin class classic grass passport compass embarrass cocktail peacock shuttlecock cockpit
analysis analyst canal therapist grape scrape drape document circumstance accumulate title titan constitution
substitute Mississippi Matsushita shiitake mishit Buttermere button rebuttal snigger Niger Nigeria denigrate spice
auspices homogeneous homeopathy swank hoarding whoreson raccoon tycoon cocoon wristwatch saturday sextant sexton
pussyfoot pussycat manuscript fagot-free Yankee Uranus pianist organist spanking-new amass mass-casualty basement
hellebore
""".split()  # noqa: SIM905 - read more easily so


def words_of(language):
    lines = shared_data.real(language).decode().splitlines()
    return [line.strip() for line in lines if len(line.strip()) > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_word_of_a_language_is_found_and_marked(language):
    words = words_of(language)
    rules = compiled([rule("words", words=words)])

    missed = [word for word in words if not rules.judge(said(f"well, {word}, then"), UNTOLD)]

    assert missed == []


def test_innocent_words_are_innocent_in_every_language():
    rules = compiled([rule("words", number=n, words=words_of(each)) for n, each in enumerate(LANGUAGES, 1)])

    suspected = [word for word in INNOCENT if rules.judge(said(f"the {word} of today"), UNTOLD)]

    assert suspected == []


def chat():
    lines = shared_data.real("irc_ubuntu/dev/2016-12-19_20.raw.txt").decode(errors="replace").splitlines()
    lines += shared_data.real("irc_ubuntu/dev/2009-02-23_10.raw.txt").decode(errors="replace").splitlines()
    return [match[1] for line in lines if (match := re.fullmatch(r"\[[\d:]+\] <[^>]+> (.+)", line))]


@pytest.mark.parametrize(
    ("kind", "wanted", "most"),
    [
        ("words", None, 0.01),  # an open channel swears now and then
        ("contacts", {}, 0.005),
        ("shouting", {}, 0.02),
        ("spam", {"whom": "everyone"}, 0.001),
        ("links", {"shorteners": True, "domains": ["casino.example"]}, 0.01),
    ],
)
def test_real_chat_is_rarely_held(kind, wanted, most):
    texts = chat()
    rules = compiled([rule(kind, **(wanted if wanted is not None else {"words": words_of("badwords/en")}))])

    held = [text for text in texts if rules.judge(said(text, is_new=True), UNTOLD)]

    assert len(texts) > 1_500
    assert len(held) <= most * len(texts), held


def test_spam_that_was_held_out_is_found_and_ham_is_not():
    messages = list(spam_sets.sms(shared_data.needed()))

    rated = spam_figures.figures(filter(spam_sets.is_held_out, messages))[spam_sets.SMS]

    assert rated["precision"] >= 0.98
    assert rated["recall"] >= 0.90
    assert rated == json.loads(FILE.read_text())["figures"][spam_sets.SMS]
    families = [{one.family for one in messages if spam_sets.is_held_out(one) is side} for side in (True, False)]
    assert families[0] & families[1] == set()
    assert len(families[0]) > 1_000
    texts = [{fold(one.text).text for one in messages if spam_sets.is_held_out(one) is side} for side in (True, False)]
    assert texts[0] & texts[1] == set()


def test_the_quick_look_clears_nothing_that_is_spam():
    model = classifier.model()

    for message in filter(spam_sets.is_held_out, spam_sets.sms(shared_data.needed())):
        folded = fold(message.text)
        assert model.at_most(folded, message.text) >= model.score(folded, message.text) - 1e-9


def test_why_something_looks_like_spam_is_told_by_its_words():
    text = "URGENT! You have won a £1000 prize. Call 09061701461 now to claim, code KL341. Valid 12 hours only."

    signs = found("spam", text, is_new=True)

    assert signs[0] == ("looks like spam", None)
    assert len(signs) == 1 + MOST_SIGNS
    assert {place for _, place in signs} & {"Call", "claim", "won", "09061701461", "prize", "URGENT"}
    assert not met("spam", text)
    assert not met("spam", "WIN", is_new=True)


def test_the_quick_way_and_the_explained_way_see_the_same():
    for text in ("Call 0900 123456 now and now and win £5", "see you at the fhir panel, HL7", "çà et là: ＦＲＥＥ"):
        assert buckets_of(fold(text), text) == {each for part in parts_of(fold(text), text) for each in part.buckets}


def test_the_data_file_names_whose_messages_it_was_learnt_from():
    kept = json.loads(FILE.read_text())

    assert all(name in kept["about"] for name in ("Almeida", "Kummerfeld", "CC BY 4.0"))
    assert FILE.stat().st_size < 100_000
