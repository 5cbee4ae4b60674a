"""Too much at once: messages in a short time, people named in one message, and the same text again and again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from backend.chat.rules.judging import Sign
from backend.moderation.rules.judging.facts import Facts
from backend.moderation.rules.judging.said import Past, shown


@dataclass(frozen=True, slots=True)
class Floods:
    """More than `messages` of one person in `seconds`."""

    messages: int
    seconds: int

    @staticmethod
    def may_meet(_facts: Facts, _past: Past) -> bool:
        """One more message may always be too many."""
        return True

    def signs(self, facts: Facts, past: Past) -> Iterator[Sign]:
        """Whether this message is one too many."""
        said = facts.said
        count = 1 + past.just_now(said.at - timedelta(seconds=self.seconds))
        if count > self.messages:
            yield Sign(f"{count} messages in {self.seconds} seconds", 1.0)


@dataclass(frozen=True, slots=True)
class Mentions:
    """More than `most` people named in one message."""

    most: int

    @staticmethod
    def may_meet(facts: Facts, _past: Past) -> bool:
        """Whether anybody is named."""
        return facts.said.mentions > 0

    def signs(self, facts: Facts, _past: Past) -> Iterator[Sign]:
        """Whether too many are called."""
        if facts.said.mentions > self.most:
            yield Sign(f"names {facts.said.mentions} people", 1.0)


@dataclass(frozen=True, slots=True)
class Repeats:
    """The same or nearly the same text for the `times`-th time in `minutes`, by one person or by `anybody`.

    Texts of fewer letters than likeness needs ("thank you!") are never repeats.
    """

    times: int
    minutes: int
    anybody: bool

    @staticmethod
    def may_meet(facts: Facts, past: Past) -> bool:
        """Whether anything like it was said."""
        return bool(facts.sketch and facts.alike(past))

    def signs(self, facts: Facts, past: Past) -> Iterator[Sign]:
        """How often this was said before."""
        said = facts.said
        since = said.at - timedelta(minutes=self.minutes)
        before = [
            earlier
            for earlier in facts.alike(past)
            if earlier.at > since and (self.anybody or earlier.author_id == said.author_id)
        ]
        if len(before) + 1 < self.times:
            return
        channels = {earlier.channel_id for earlier in before} | {said.channel_id}
        people = {earlier.author_id for earlier in before} | {said.author_id}
        where = f", in {len(channels)} channels" if len(channels) > 1 else ""
        by_whom = f", by {len(people)} people" if len(people) > 1 else ""
        yield Sign(
            f"nearly the same for the {_nth(len(before) + 1)} time in {self.minutes} minutes{where}{by_whom}", 1.0
        )
        yield Sign(f"the last one: {shown(before[0].text)}", 0.5)


def _nth(number: int) -> str:
    teens = 10 <= number % 100 <= 20  # noqa: PLR2004 - 11th, 12th, 13th
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
