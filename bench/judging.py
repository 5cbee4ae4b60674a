"""How quickly messages are judged by five hundred rules, and what it takes when text or words grow."""

import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from backend.chat.rules.judging import Said
from backend.moderation.rules.judging import Earlier, Own, Rule, RuleSet, compiled
from backend.moderation.rules.judging.likeness import Recent
from backend.moderation.rules.judging.said import Sketch
from bench import adversaries
from bench.figures import Figure, Measured, absent
from schemas.moderation_rules import whole_settings
from schemas.words import Effect, RuleKind
from scripts import spam_sets

TITLE = "Judging messages by rules"
MESSAGES, RULES = 100_000, 500
GOAL = 5_000  # messages a second
LONGEST = 50.0  # ms for a text of adversarial characters
ADVERSARIAL = 50_000
AT = datetime(2026, 1, 1, tzinfo=UTC)
OTHERS = {
    RuleKind.LINKS: {"newcomers": True, "domains": ["example.com", "casino.example"], "shorteners": True, "share": 50},
    RuleKind.REPEATS: {"times": 4},
    RuleKind.FLOODS: {},
    RuleKind.MENTIONS: {},
    RuleKind.CONTACTS: {},
    RuleKind.SHOUTING: {},
    RuleKind.PROMOTION: {"company": True},
    RuleKind.SPAM: {"whom": "everyone"},
}
EACH = 6  # rules of every other kind


class Talk:
    """What was said before, as the service keeps it, without a database under it."""

    def __init__(self) -> None:
        self.recent, self.author_id = Recent(2_000), 0

    def own(self) -> Own:
        """A page and a company."""
        return Own({"mine.example"}, "Example Health GmbH")

    def mine(self) -> Sequence[Earlier]:
        """Nothing: the database would say."""
        return ()

    def just_now(self, since: datetime) -> int:
        """How many the author wrote."""
        return self.recent.count(self.author_id, since)

    def alike(self, sketch: Sketch) -> Sequence[Earlier]:
        """What says nearly the same."""
        return self.recent.alike(sketch)


def measure(_folder: Path) -> Measured:
    """Messages a second, twice the text and a hundred times the words, and the slowest of texts made to be slow."""
    data = spam_sets.folder()
    if data is None:
        return absent(TITLE, "../shared/data is not here (or set FIRESIDE_DATA).")
    texts = _texts(data)
    rules = compiled(_rules(data))
    rate = _rate(rules, texts)
    slowest, what = max((_milliseconds(rules, text), name) for name, text in adversaries.texts(ADVERSARIAL))
    twice, words = _growth(data, texts[: MESSAGES // 10])
    how = (
        f"`python -m bench judging`: {MESSAGES:,} messages (irc_ubuntu and sms_spam) through {RULES} rules on one "
        f"core, each remembered for the next: the lists of badwords, hundreds of invented words, and {EACH} of every "
        f"other kind. Adversarial texts have {ADVERSARIAL:,} characters, twelve times what a message may have."
    )
    return Measured(
        TITLE,
        how,
        (
            Figure("messages judged a second", f"{rate:,.0f}/s", f"at least {GOAL:,}/s", rate >= GOAL),
            Figure("the time for texts twice as long", f"{twice:.2f} x", "linear: under 2.5 x", twice < 2.5),
            Figure("the time with 200,000 words for 2,000", f"{words:.2f} x", "flat: under 1.5 x", words < 1.5),
            Figure(f"the slowest adversarial text ({what})", f"{slowest:.0f} ms", "under 50 ms", slowest < LONGEST),
        ),
    )


def _texts(data: Path) -> list[str]:
    said = [example.text for example in spam_sets.sms(data)]
    said += [example.text for example in spam_sets.chat(data, spam_sets.CHAT)][: MESSAGES - len(said)]
    random.Random(6).shuffle(said)  # noqa: S311 - a mixture
    return said


def _rules(data: Path) -> Iterator[Rule]:
    lists = [path for path in sorted((data / "badwords").iterdir()) if not path.suffix and path.name != "LICENSE"]
    for number, path in enumerate(lists):
        words = [word for word in path.read_text(encoding="utf-8").splitlines() if len(word.strip()) > 1]
        yield _rule(number, RuleKind.WORDS, {"words": words})
    others = [(kind, settings) for kind, settings in OTHERS.items() for _ in range(EACH)]
    for number, (kind, settings) in enumerate(others, len(lists)):
        yield _rule(number, kind, settings)
    for number in range(len(lists) + len(others), RULES):
        yield _rule(number, RuleKind.WORDS, {"words": _invented(20, number)})


def _rule(number: int, kind: RuleKind, settings: dict[str, object]) -> Rule:
    return Rule(number, kind, Effect.HOLD, whole_settings(kind, settings))


def _invented(count: int, seed: int) -> list[str]:
    draw = random.Random(seed)  # noqa: S311 - words nobody says
    return ["".join(draw.choices("aeioubdfgklmnprstvz", k=draw.randint(5, 11))) for _ in range(count)]


def _rate(rules: RuleSet, texts: Sequence[str]) -> float:
    talk = Talk()
    began = time.process_time()
    for number, text in enumerate(texts):
        talk.author_id, at = number % 500, AT + timedelta(seconds=number)
        rules.judge(_said(text, talk.author_id, at), talk)
        talk.recent.take([Earlier(number, talk.author_id, number % 20, at, text)])
    return len(texts) / (time.process_time() - began)


def _said(text: str, author_id: int = 1, at: datetime = AT) -> Said:
    return Said(author_id, 1, text, (), 0, 0, is_new=True, is_first=False, at=at)


def _milliseconds(rules: RuleSet, text: str) -> float:
    talk = Talk()
    return min(_took(lambda: rules.judge(_said(text), talk)) for _ in range(3)) * 1000


def _growth(data: Path, texts: Sequence[str]) -> tuple[float, float]:
    """How much longer it takes for texts twice as long, and with a hundred times the words."""
    few, many = (_word_rules(count) for count in (2_000, 200_000))
    doubled = [f"{text} {text}" for text in texts]
    ours = compiled(_rules(data))
    single = median(_took(lambda: _judge_all(ours, texts)) for _ in range(3))
    double = median(_took(lambda: _judge_all(ours, doubled)) for _ in range(3))
    with_few = median(_took(lambda: _judge_all(few, texts)) for _ in range(3))
    with_many = median(_took(lambda: _judge_all(many, texts)) for _ in range(3))
    return double / single, with_many / with_few


def _word_rules(count: int) -> RuleSet:
    return compiled(_rule(number, RuleKind.WORDS, {"words": _invented(count // 100, number)}) for number in range(100))


def _judge_all(rules: RuleSet, texts: Sequence[str]) -> None:
    talk = Talk()
    for text in texts:
        rules.judge(_said(text), talk)


def _took(act: Callable[[], object]) -> float:
    """Seconds of this process's own time."""
    gc.collect()
    began = time.process_time()
    act()
    return time.process_time() - began
