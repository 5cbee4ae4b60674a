"""`python -m tests.picture`: the README's picture, docs/phone.png, taken of the demo on a phone."""

import tempfile
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import BrowserContext, sync_playwright

from scripts import frontend, machine, places
from tests.served import fireside

PICTURE = places.ROOT / "docs" / "phone.png"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
GAP, CORNER, PAPER = 48, 56, (236, 230, 222)


def main() -> None:
    """Serve the demo, sign in as its attendee, and put three screens side by side."""
    frontend.build()
    with tempfile.TemporaryDirectory() as folder, fireside(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=["--no-sandbox"])
        shots = [
            *_shots(browser.new_context(base_url=address, color_scheme="light", **PHONE), Path(folder), "light"),
            *_shots(browser.new_context(base_url=address, color_scheme="dark", **PHONE), Path(folder), "dark")[-1:],
        ]
        _side_by_side(shots).save(PICTURE, optimize=True)
        browser.close()


def _shots(context: BrowserContext, folder: Path, name: str) -> list[Image.Image]:
    page = context.new_page()
    page.goto("/")
    headers = {"Origin": page.url.rstrip("/")}
    people = context.request.get("/api/demo/people").json()
    attendee = next(person for person in people if person["name"].startswith("Noémie"))
    context.request.post("/api/demo/sign-in", data={"person_id": attendee["id"]}, headers=headers)
    slug = context.request.get("/api/start").json()["current"]
    records = context.request.get(f"/api/meetings/{slug}/programme").json()["records"]
    panels = [item for item in records["session"] if item["title"].startswith("Meet the bloggers") and item["slots"]]
    panel = max(panels, key=lambda item: str(item["slots"][0]["starts_at"]))
    shots = []
    for number, place in enumerate(("/", f"/m/{slug}/programme", f"/m/{slug}/sessions/{panel['id']}")):
        page.goto(place)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(800)
        page.screenshot(path=folder / f"{name}{number}.png")
        shots.append(Image.open(folder / f"{name}{number}.png").convert("RGB"))
    return shots


def _side_by_side(shots: list[Image.Image]) -> Image.Image:
    shots = [shot.resize((shot.width // 2, shot.height // 2), Image.Resampling.LANCZOS) for shot in shots]
    width, height = shots[0].size
    whole = Image.new("RGB", (len(shots) * (width + GAP // 2) + GAP // 2, height + GAP), PAPER)
    for place, shot in enumerate(shots):
        corners = Image.new("L", shot.size, 0)
        ImageDraw.Draw(corners).rounded_rectangle((0, 0, width - 1, height - 1), CORNER // 2, fill=255)
        whole.paste(shot, (GAP // 2 + place * (width + GAP // 2), GAP // 2), corners)
    return whole


if __name__ == "__main__":
    main()
