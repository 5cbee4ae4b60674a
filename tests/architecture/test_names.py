import re

from tests.architecture import tree

# Each is a file, or a folder of files once it has outgrown one.
ROOMS = {"__init__", "models", "rules", "queries", "service", "http", "live", "jobs"}
# What else a feature has, and where the reason is written down.
MORE_ROOMS = {
    "chat": dict.fromkeys(("commands", "readers", "writers"), "docs/decisions/0024"),
    "demo": dict.fromkeys(
        (
            "asking",
            "bloggers",
            "chatting",
            "commands",
            "drawing",
            "editions",
            "grid",
            "load",
            "panels",
            "photos",
            "programme",
            "shelf",
            "texts",
        ),
        "docs/decisions/0005",
    ),
    "meetings": {"commands": "docs/decisions/0008", "readers": "docs/decisions/0008"},
    "moderation": {"commands": "docs/decisions/0029"},
    "panels": {"readers": "docs/decisions/0018", "writers": "docs/decisions/0018"},
    "people": {"commands": "docs/decisions/0008", "signed_in": "docs/decisions/0003"},
    "programme": {
        "http": "docs/decisions/0004",
        "draft": "docs/decisions/0004",
        "plan": "docs/decisions/0004",
        "commands": "docs/decisions/0004",
        "snapshot": "docs/decisions/0004",
        "readers": "docs/decisions/0004",
        "writers": "docs/decisions/0004",
    },
    "share": dict.fromkeys(
        ("pages", "showing", "event", "card", "lettering", "openness", "templates", "fonts", "flame"),
        "docs/decisions/0007",
    ),
}
VAGUE = re.compile(r"(^|[._-])(utils?|helpers?|commons?|managers?|handlers?|handles?|process)([._-]|$)")


def test_a_feature_has_the_same_rooms_as_every_other():
    odd = [
        f"{feature.name}/{entry.name}"
        for feature in tree.features()
        for entry in feature.iterdir()
        if entry.name != "__pycache__"
        and entry.stem not in ROOMS
        and entry.stem not in MORE_ROOMS.get(feature.name, {})
    ]

    assert odd == []


def test_every_further_room_has_its_decision_record():
    records = {reason for rooms in MORE_ROOMS.values() for reason in rooms.values()}

    assert [reason for reason in records if not list(tree.ROOT.glob(f"{reason}-*.md"))] == []


def test_no_two_decision_records_share_a_number():
    numbers = [path.name[:4] for path in (tree.ROOT / "docs/decisions").glob("*.md")]

    assert sorted(numbers) == sorted(set(numbers))


def test_no_file_has_a_name_that_says_nothing():
    vague = [tree.inside(path) for path in tree.files() if any(VAGUE.search(part) for part in path.parts)]

    assert vague == []
