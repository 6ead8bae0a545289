"""Sees to it that nothing in a page moves by itself: as it loads, is scrolled, and is opened.

The net is slow, so that what comes late comes after the page was drawn.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from rich.table import Table

from tests.audit.part import Part
from tests.audit.published import address
from tests.bench.serving import Host
from tests.browser.kinds import KINDS

SCRIPT = Path(__file__).with_name("shifts.js")

SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
}

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
"""Milliseconds, and bytes a second: what Lighthouse takes for a phone."""


def watch_shifts(browser: Browser, host: Host) -> Part:
    pages = {address.partition("#")[0]: kind for kind, address in reversed(KINDS.items())}
    table = Table("page", *SCREENS, title="Cumulative layout shift")
    figures: dict[str, dict[str, float]] = {}
    failures: list[str] = []
    for kind in reversed(pages.values()):
        figures[kind] = {}
        for screen, options in SCREENS.items():
            # Without the fragment of an answer, which would open it as the page loads.
            found = _watch(browser, address(host, kind).partition("#")[0], options)
            figures[kind][screen] = total = sum(shift["value"] for shift in found)
            if found:
                moved = sorted({name for shift in found for name in shift["moved"]})
                failures.append(f"{kind} on a {screen} moves by {total:.4f}: {', '.join(moved)}")
        table.add_row(kind, *(f"{figures[kind][screen]:.4f}" for screen in SCREENS))
    return Part(figures, table, tuple(failures))


def _watch(browser: Browser, url: str, options: dict[str, Any]) -> list[dict[str, Any]]:
    """Each shift, `value` and what `moved`."""
    with browser.new_context(**options) as context:
        context.add_init_script(path=SCRIPT)
        page = context.new_page()
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
        page.goto(url, wait_until="networkidle")
        page.evaluate("auditShifts.scroll()")
        page.evaluate("auditShifts.open()")
        page.wait_for_load_state("networkidle")
        page.evaluate("auditShifts.scroll()")
        shifts: list[dict[str, Any]] = page.evaluate("auditShifts.all()")
        return shifts
