"""What a moderator does through the doors."""

from schemas.words import Reportable


def take_away(phone, subject, number, **words):
    body = {"subject": Reportable(subject).value, "subject_id": number, "guideline": "kindness"}
    return phone.post("/api/moderation/removals", json=body | words)


def taken(phone, subject, number, **words):
    reply = take_away(phone, subject, number, **words)
    assert reply.status_code == 201, reply.json
    return reply.json


def put_back(phone, removal):
    return phone.delete(f"/api/moderation/removals/{removal['id']}")


def evidence(phone, removal):
    return phone.get(f"/api/moderation/removals/{removal['id']}/evidence")


def acts(phone):
    return [one["act"] for one in phone.get("/api/moderation/audit").json["acts"]]


def without_revs(rows):
    return [{name: value for name, value in row.items() if name != "rev"} for row in rows]
