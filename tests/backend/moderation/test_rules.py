"""What moderators' rules do to what people say, through the doors."""

from datetime import timedelta

import pytest

from backend.chat.models import Message
from backend.core import clock, db
from backend.moderation.models import ModeratorScope
from schemas.words import ChannelKind, Role
from tests.backend.moderation.acting import acts
from tests.backend.moderation.judging_people import page, queue
from tests.factories import a_channel, a_person, an_organiser

RULES = "/api/moderation/rules"
WORDS = {"words": ["casino", "free money"]}


def make(phone, kind="words", settings=WORDS, effect="hold", *, live=True, **more):
    body = {"name": "A rule", "kind": kind, "effect": effect, "settings": settings, "live": live}
    return phone.post(RULES, json=body | more)


def made(phone, *given, **more):
    reply = make(phone, *given, **more)
    assert reply.status_code == 201, reply.json
    return reply.json


def trial(phone, kind="words", settings=WORDS, **more):
    """The whole trial, page after page, as a phone adds it up."""
    told, before = {"read": 0, "held": 0, "found": []}, None
    while True:
        body = {"kind": kind, "settings": settings, "before": before} | more
        reply = phone.post(f"{RULES}/trial", json=body)
        assert reply.status_code == 200, reply.json
        told = {name: told[name] + reply.json[name] for name in told} | {"of": reply.json["of"]}
        before = reply.json["before"]
        if before is None:
            return told


def test_a_rule_holds_what_it_lists_and_says_why(channel, talker, moderator):
    ada = talker("Ada A", channel)
    made(moderator, guideline="spam")

    held, passed = ada.say(channel, "Come to the c4s1n0 tonight"), ada.say(channel, "We scunthorped the casinos")

    assert (held.status_code, passed.status_code) == (202, 201)
    [case] = queue(moderator)
    why = page(moderator, case).json["why"]
    assert (why["rule"], why["effect"], case["guideline"]) == ("A rule", "hold", "spam")
    [sign] = why["signs"]
    assert ("Come to the c4s1n0 tonight"[sign["start"] : sign["end"]], "casino" in sign["what"]) == ("c4s1n0", True)
    assert moderator.get(RULES).json[0]["cases"] == 1


def test_of_two_who_change_a_rule_the_slower_one_is_told_what_has_changed(moderator, sign_in):
    rule = made(moderator)
    seen = {name: rule[name] for name in ("name", "effect", "channel_id", "settings", "live", "guideline")}
    address = f"{RULES}/{rule['id']}"
    assert moderator.patch(address, json={"effect": "suggest", "seen": seen}).status_code == 200

    slower = sign_in(an_organiser()).patch(address, json={"settings": {"words": ["lottery"]}, "seen": seen})

    assert (slower.status_code, slower.json["code"], slower.json["about"]) == (409, "outdated", {"fields": ["effect"]})
    [now] = moderator.get(RULES).json
    assert (now["effect"], now["settings"]["words"]) == ("suggest", WORDS["words"])


@pytest.mark.parametrize(
    ("effect", "codes", "cases"),
    [("suggest", [201, 201], 2), ("limit", [201, 409], 1), ("hold", [202, 202], 2), ("remove", [202, 202], 2)],
)
def test_the_effect_of_a_rule_is_what_becomes_of_a_message(effect, codes, cases, channel, talker, moderator):
    ada = talker("Ada A", channel)
    made(moderator, effect=effect)

    said = [ada.say(channel, f"The casino, for the {number}. time").status_code for number in range(2)]

    assert (said, len(queue(moderator))) == (codes, cases)


def test_the_strongest_of_several_rules_counts(channel, talker, moderator):
    ada = talker("Ada A", channel)
    made(moderator, "shouting", {}, "suggest", name="Loud")
    made(moderator, effect="remove", name="Gambling")

    ada.say(channel, "EVERYBODY COME ALONG: CASINO PARTY TONIGHT")

    [case] = queue(moderator)
    assert page(moderator, case).json["why"]["rule"] == "Gambling"


def test_new_words_of_a_message_are_judged_as_well(channel, talker, moderator):
    ada = talker("Ada A", channel)
    message = ada.said(channel, "Who comes for coffee?")
    made(moderator)

    reply = ada.edit(message, "Who comes to the ca\u200bsino?")

    assert reply.status_code == 202
    assert "Who comes for coffee?" in str(ada.page(channel).json)


def test_a_rule_judges_from_when_it_is_live_until_it_is_ended(channel, talker, moderator):
    ada = talker("Ada A", channel)

    def said():
        return ada.say(channel, "free money").status_code

    rule = made(moderator, live=False)
    before = said()
    moderator.patch(f"{RULES}/{rule['id']}", json={"live": True})
    living = said()
    moderator.patch(f"{RULES}/{rule['id']}", json={"settings": {"words": ["other"]}})
    changed = said()
    moderator.patch(f"{RULES}/{rule['id']}", json={"settings": WORDS})
    again = said()
    moderator.delete(f"{RULES}/{rule['id']}")

    assert (before, living, changed, again, said()) == (201, 202, 201, 202, 201)
    assert moderator.get(RULES).json == []
    assert acts(moderator) == ["rule.ended", *["rule.changed"] * 3, "rule.made"]


def test_a_rule_of_a_channel_leaves_others_alone_and_nobody_judges_what_two_say(channel, talker, moderator):
    other = a_channel("Music")
    ada = talker("Ada A", channel, other)
    direct = a_channel("", ChannelKind.DIRECT)
    made(moderator, channel_id=channel.id)

    assert (ada.say(channel, "casino").status_code, ada.say(other, "casino").status_code) == (202, 201)
    assert make(moderator, channel_id=direct.id).status_code == 404


@pytest.mark.parametrize(
    ("rule", "texts", "codes"),
    [
        (
            ("repeats", {"times": 3}),
            ["Our product has a stand in hall {}"] * 3 + ["Thank you"] * 3,
            [201, 201, 202, *[201] * 3],
        ),
        (("floods", {"messages": 3}), ["tea", "a boat", "sand", "moss"], [201, 201, 201, 202]),
        (
            ("links", {"share": 50}),
            ["a https://a.example", "b", "c", "d", *["e https://b.example/{}"] * 3],
            [*[201] * 6, 202],
        ),
        (
            ("promotion", {"most": 2, "company": True}),
            ["see blog.ada.example/{}", "hm", "Acme is great"] * 2,
            [201, 201, 201, 202, 201, 202],
        ),
    ],
)
def test_some_rules_look_at_what_was_said_before(rule, texts, codes, channel, talker, moderator):
    ada = talker("Ada A", channel)
    ada.phone.patch("/api/me", json={"affiliation": "Acme Inc.", "blog_url": "https://ada.example/blog"})
    made(moderator, *rule)

    said = [ada.say(channel, text.format(number)).status_code for number, text in enumerate(texts)]

    assert said == codes


def test_a_trial_tells_what_a_rule_would_have_held_and_holds_nothing(channel, talker, moderator):
    ada = talker("Ada A", channel)
    old = ada.said(channel, "An old casino")
    with db.writing() as session:
        session.get_one(Message, old["id"]).at = clock.now() - timedelta(days=40)
    for number in range(6):
        ada.said(channel, f"The casino {number}" if number % 2 else f"Something else {number}")

    told = trial(moderator)

    assert (told["read"], told["of"], told["held"]) == (6, 6, 3)
    assert [one["text"] for one in told["found"]] == ["The casino 5", "The casino 3", "The casino 1"]
    assert told["found"][0]["signs"][0]["what"] == "“casino”"
    assert (queue(moderator), moderator.get(RULES).json) == ([], [])


def test_what_was_said_when_counts_in_a_trial_of_repeats_too(channel, talker, moderator):
    ada = talker("Ada A", channel)
    for number in range(4):
        ada.said(channel, f"Come and see our stand in the hall, it is the nicest ({number})")

    told = trial(moderator, "repeats", {"times": 3})

    assert [one["text"][-3:] for one in told["found"]] == ["(3)", "(2)"]


@pytest.mark.parametrize(
    ("kind", "wanted", "field"),
    [
        ("words", {}, "words"),
        ("words", {"words": []}, "words"),
        ("words", {"words": ["a"]}, "words"),
        ("links", {"domains": ["no domain"]}, "domains"),
        ("floods", {"messages": 0}, "messages"),
        ("spam", {"whom": "nobody"}, "whom"),
        ("mentions", {"words": ["casino"]}, "words"),
    ],
)
def test_settings_that_are_not_of_their_kind_are_refused(kind, wanted, field, moderator):
    refused = [
        make(moderator, kind, wanted),
        moderator.post(f"{RULES}/trial", json={"kind": kind, "settings": wanted}),
    ]

    assert [reply.status_code for reply in refused] == [422, 422]
    assert all(field in str(reply.json["errors"]) for reply in refused)


def test_a_moderator_of_some_channels_makes_rules_for_those_alone(channel, talker, sign_in):
    other = a_channel("Music")
    ada = talker("Ada A", channel, other)
    person = a_person("Mo Part", Role.MODERATOR)
    with db.writing() as session:
        session.add(ModeratorScope(person_id=person.id, channel_id=channel.id))
    phone = sign_in(person)
    for place in (channel, other):
        ada.said(place, "A casino")

    codes = [make(phone, channel_id=place).status_code for place in (None, other.id, channel.id)]

    assert codes == [403, 403, 201]
    assert trial(phone)["of"] == 1
    assert trial(sign_in(an_organiser()))["of"] == 2
