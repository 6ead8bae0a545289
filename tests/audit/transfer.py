"""Weighs what a reader's first two questions take: all that the host sends, heads included."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Browser
from rich.table import Table

from tests.audit.part import Part
from tests.audit.published import address
from tests.bench.serving import Host, Sent

LIMITS = {"question": 100_000, "code": 15_000}
"""Bytes at most, by kinds of page in the order of the visit: the first has an empty cache."""


def weigh_visit(browser: Browser, host: Host) -> Part:
    table = Table("page", "requests", "bytes", "at most", title="Transfer")
    figures: dict[str, dict[str, int]] = {}
    failures: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        for kind, limit in LIMITS.items():
            start = len(host.sent)
            page.goto(address(host, kind), wait_until="networkidle")
            sent = host.sent[start:]
            size = sum(one.size for one in sent)
            name = f"{'second' if figures else 'first'}: {kind}"
            table.add_row(name, str(len(sent)), f"{size:,}", f"{limit:,}")
            figures[name] = {one.path: one.size for one in sent}
            if size > limit:
                failures.append(f"{name} takes {size:,} bytes, {limit:,} at most: {_worst(sent)}")
    return Part(figures, table, tuple(failures))


def _worst(sent: Sequence[Sent], number: int = 5) -> str:
    largest = sorted(sent, key=lambda one: -one.size)[:number]
    return ", ".join(f"{one.path} {one.size:,}" for one in largest)
