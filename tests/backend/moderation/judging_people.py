"""What reporters and moderators do, through the HTTP door."""

from typing import Any

from tests.backend.chat.talking import a_client_id, records

CASES = "/api/moderation/cases"


def report(phone, number: int, *, subject: str = "message", guideline: str = "self_promotion", words: str = "") -> Any:
    what = {"subject": subject, "subject_id": number, "guideline": guideline, "words": words}
    return phone.post("/api/reports", json={**what, "client_id": a_client_id()})


def queue(phone, **query) -> list[dict[str, Any]]:
    return phone.get(CASES, query_string=query).json["cases"]


def page(phone, case: dict[str, Any]) -> Any:
    return phone.get(f"{CASES}/{case['id']}")


def claim(phone, case: dict[str, Any]) -> Any:
    return phone.put(f"{CASES}/{case['id']}/claim")


def release(phone, case: dict[str, Any]) -> Any:
    return phone.delete(f"{CASES}/{case['id']}/claim")


def decide(phone, case: dict[str, Any], measure: str, **more: Any) -> Any:
    """Decide a case as it is now, unless `rev` says how it was seen."""
    guideline = "" if measure in {"nothing", "published", "granted", "upheld"} else "self_promotion"
    seen = {"rev": more.pop("rev", None) or rev_of(phone, case)}
    body = {"measure": measure, "guideline": guideline, "text": "Please talk with us.", **seen, **more}
    return phone.post(f"{CASES}/{case['id']}/decision", json=body)


def rev_of(phone, case: dict[str, Any]) -> int:
    reply = page(phone, case)
    return reply.json["rev"] if reply.status_code == 200 else case["rev"]


def appeal(phone, decision: dict[str, Any], words: str = "I only answered a question.") -> Any:
    return phone.post(f"/api/decisions/{decision['id']}/appeal", json={"words": words})


def mine(person, kind: str) -> list[dict[str, Any]]:
    """What the person's own stream holds of that kind."""
    return records(f"me:{person.id}").get(kind, [])


def at_desk() -> list[dict[str, Any]]:
    """The cases that moderators hear of, from the beginning."""
    return records("moderation:1").get("case", [])
