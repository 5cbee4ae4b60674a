"""`python -m tests.picture`: the README's pictures, docs/phone*.png, taken of the demo on a phone."""

import tempfile
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import BrowserContext, sync_playwright

from scripts import frontend, machine, places
from tests.served import fireside

PICTURES = {"light": places.ROOT / "docs" / "phone.png", "dark": places.ROOT / "docs" / "phone-dark.png"}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
GAP, CORNER, PAPER = 48, 56, {"light": (236, 230, 222), "dark": (46, 40, 36)}

PLACES = ("offered", "waiting", "seated")  # what is shown best, the first first


def main() -> None:
    """Serve the demo, sign in as its attendee, and put three screens side by side, once light and once dark."""
    frontend.build()
    with tempfile.TemporaryDirectory() as folder, fireside(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=["--no-sandbox"])
        for scheme, picture in PICTURES.items():
            context = browser.new_context(base_url=address, color_scheme=scheme, locale="en-GB", **PHONE)
            _side_by_side(_shots(context, Path(folder)), PAPER[scheme]).save(picture, optimize=True)
        browser.close()


def _shots(context: BrowserContext, folder: Path) -> list[Image.Image]:
    page = context.new_page()
    page.goto("/")
    headers = {"Origin": page.url.rstrip("/")}
    people = context.request.get("/api/demo/people").json()
    attendee = next(person for person in people if person["name"].startswith("Noémie"))
    context.request.post("/api/demo/sign-in", data={"person_id": attendee["id"]}, headers=headers)
    slug = context.request.get("/api/start").json()["current"]
    shots = []
    for place in ("/", f"/m/{slug}/programme", f"/m/{slug}/panels/{_my_panel(context)}"):
        page.goto(place)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(800)
        page.screenshot(path=folder / "shot.png")
        shots.append(Image.open(folder / "shot.png").convert("RGB"))
    return shots


def _my_panel(context: BrowserContext) -> int:
    """The panel at which the attendee has something to say or to show; its id."""
    mine = context.request.get("/api/me/changes").json()["records"]["signup"]
    return min(mine, key=lambda signup: PLACES.index(signup["place"]) if signup["place"] in PLACES else 9)["panel_id"]


def _side_by_side(shots: list[Image.Image], paper: tuple[int, int, int]) -> Image.Image:
    shots = [shot.resize((shot.width // 2, shot.height // 2), Image.Resampling.LANCZOS) for shot in shots]
    width, height = shots[0].size
    whole = Image.new("RGB", (len(shots) * (width + GAP // 2) + GAP // 2, height + GAP), paper)
    for place, shot in enumerate(shots):
        corners = Image.new("L", shot.size, 0)
        ImageDraw.Draw(corners).rounded_rectangle((0, 0, width - 1, height - 1), CORNER // 2, fill=255)
        whole.paste(shot, (GAP // 2 + place * (width + GAP // 2), GAP // 2), corners)
    return whole


if __name__ == "__main__":
    main()
