"""What a test looks for on every page: troubles that nobody sees, and what a screen reader would stumble over."""

from functools import cache
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

from scripts import places

AXE = places.FRONTEND / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # what another colour scheme can break
SERVER_FAULT = 500
NO_NETWORK = (
    "Failed to load resource",
    "WebSocket connection to",
    "An unknown error occurred when fetching the script",
)


class Watched:
    """Collects what goes wrong on pages without being seen: script errors, refused content, server faults.

    That the network is gone, or that the server refuses something, is the page's to show; it is no trouble here.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.troubles: list[str] = []
        context.on("page", self._watch)

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        page.on("console", self._said)
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NO_NETWORK):
            self.troubles.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= SERVER_FAULT and response.status != 503:
            self.troubles.append(f"{response.status} from {response.url}")


@cache
def _axe() -> str:
    return AXE.read_text()


SETTLED = """() => Promise.allSettled(
    document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)
)"""


AT_ONCE = """() => {
    const still = new CSSStyleSheet();
    still.replaceSync('*, ::before, ::after { transition: none !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
}"""


def show_in(page: Page, scheme: str) -> None:
    """Give the page the light or the dark colours at once, rows that are out of sight as well."""
    page.evaluate(AT_ONCE)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def barriers(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe finds on the page as it is now, one line a finding. Playwright's own door passes the page's CSP.

    A colour that is just changing is waited for.
    """
    page.evaluate(SETTLED)
    page.evaluate(_axe())
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })", rules
    )
    return [
        f"{violation['id']} ({violation['help']}): {node['target'][-1]}"
        for violation in found["violations"]
        for node in violation["nodes"]
        if not _lies_under_a_bar(node)
    ]


def _lies_under_a_bar(node: dict[str, Any]) -> bool:
    """Whether axe only minds that a bar covers part of it just now; a page that scrolls brings it out again."""
    told = [check["data"] for check in node["any"] if isinstance(check["data"], dict)]
    return any(data.get("messageKey") == "partiallyObscured" for data in told)
