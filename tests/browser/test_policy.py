"""What gets into a page does not run. That all else does is shown by every other test's console."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site
from tests.browser.kinds import GRADIENT

INJECTIONS = {
    "a script": """
        const script = document.createElement("script")
        script.textContent = "document.title = 'injected'"
        document.querySelector("article, main").append(script)
    """,
    "a handler": """
        const button = document.createElement("button")
        button.setAttribute("onclick", "document.title = 'injected'")
        document.body.append(button)
        button.click()
    """,
    "an address that is a script": """
        const link = document.createElement("a")
        link.href = "javascript:document.title = 'injected'"
        document.body.append(link)
        link.click()
    """,
}


@pytest.mark.parametrize("injection", INJECTIONS)
@pytest.mark.parametrize("path", [GRADIENT, "no/such/page/"])
def test_an_injection_does_not_run(
    new_page: Callable[..., Page], site: Site, injection: str, path: str
) -> None:
    page = new_page(complains_of="Content Security Policy")
    page.goto(site.at(path))
    title = page.title()
    with page.expect_console_message(lambda message: message.type == "error"):
        page.evaluate(f"setTimeout(() => {{ {INJECTIONS[injection]} }})")
    expect(page).to_have_title(title)


def test_a_question_reads_from_a_disk(new_page: Callable[..., Page], site: Site) -> None:
    """Without modules and fonts: Chromium takes none from a disk, and says so."""
    page = new_page(complains_of="^(?!.*Content Security Policy).*(file:///|ERR_FAILED)")
    page.goto((site.folder / GRADIENT / "index.html").as_uri())
    page.get_by_text("Official answer").click()
    expect(page.get_by_text("A cosine schedule with a short warm-up")).to_be_visible()
    links = "[...document.querySelectorAll('link[rel=stylesheet]')]"
    assert page.evaluate(f"{links}.length > 0 && {links}.every(link => link.sheet)")
