"""Scores pages with Lighthouse, as on a phone with a slow net, by the median of several runs."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table

from tests.audit.part import Part
from tests.audit.published import address
from tests.bench.serving import Host
from tests.browser.chromium import LaunchOptions

KINDS = ("home", "topic", "question")
RUNS = 5

LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
TIMES = {"largest-contentful-paint": "LCP (ms)", "cumulative-layout-shift": "CLS"}
TIMES |= {"total-blocking-time": "TBT (ms)"}


def score(lighthouse: Sequence[str], browser: LaunchOptions, host: Host, runs: int = RUNS) -> Part:
    columns = (*LEAST, *TIMES.values(), "machine")
    table = Table("page", *columns, title=f"Lighthouse, median of {runs} runs")
    figures: dict[str, dict[str, float]] = {}
    failures: list[str] = []
    for kind in KINDS:
        reports = [_run(lighthouse, browser, address(host, kind)) for _ in range(runs)]
        figures[kind] = own = {name: _median(reports, "categories", name) for name in LEAST}
        own |= {name: _median(reports, "audits", name) for name in TIMES}
        # What the machine could do at the time: scores are not those of the site where it was busy.
        own["machine"] = statistics.median(one["environment"]["benchmarkIndex"] for one in reports)
        table.add_row(kind, *(f"{value:.{_places(name)}f}" for name, value in own.items()))
        for name, least in LEAST.items():
            if own[name] < least:
                why = ", ".join(_flaws(reports, name))
                failures.append(f"{kind}: {name} is {own[name]:.0f}, {least} at least: {why}")
    return Part(figures, table, tuple(failures))


def _median(reports: Sequence[Mapping[str, Any]], group: str, name: str) -> float:
    """Of the score of a category, from 0 to 100, or of the value of an audit."""
    if group == "categories":
        return statistics.median(100 * float(one[group][name]["score"]) for one in reports)
    return statistics.median(float(one[group][name]["numericValue"]) for one in reports)


def _places(name: str) -> int:
    return 3 if name == "cumulative-layout-shift" else 0


def _flaws(reports: Sequence[Mapping[str, Any]], category: str) -> list[str]:
    """What cost points in any run, with what was seen in the first."""
    flaws: dict[str, str] = {}
    for report in reports:
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                flaws.setdefault(audit["id"], audit.get("displayValue") or _where(audit))
    return [f"{name} ({seen})" if seen else name for name, seen in flaws.items()]


def _where(audit: Mapping[str, Any]) -> str:
    """The first thing that the audit points at."""
    for item in audit.get("details", {}).get("items", ()):
        node = item.get("node", {})
        if seen := node.get("selector") or item.get("description") or item.get("url"):
            return str(seen)
    return ""


def _run(lighthouse: Sequence[str], browser: LaunchOptions, url: str) -> dict[str, Any]:
    flags = " ".join(("--headless=new", *browser["args"]))
    done = subprocess.run(
        [
            *lighthouse,
            url,
            "--output=json",
            "--quiet",
            f"--only-categories={','.join(LEAST)}",
            "--no-enable-error-reporting",
            f"--chrome-flags={flags}",
        ],
        env={**os.environ, "CHROME_PATH": str(browser["executable_path"])},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=300,
    )
    if done.returncode:
        raise RuntimeError(f"Lighthouse failed on {url}:\n{done.stderr.strip()}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report
