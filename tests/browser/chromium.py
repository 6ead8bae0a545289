"""Finds a Chromium for the browser tests. As a program it also installs one where none is.

An engine that is on the machine already is used: the variable CHROME, the search path, the usual
places, and last the browser that Playwright keeps for itself.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from playwright.sync_api import sync_playwright

NAMES = (
    "chromium-headless-shell",  # without the windows that nobody sees, three times as quick
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

MAC_APPLICATIONS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
)
WINDOWS_PROGRAMS = ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


class LaunchOptions(TypedDict):
    """What Playwright needs to know to start the browser."""

    executable_path: Path | None
    args: list[str]


def find() -> Path | None:
    """The browser to test with, or None. Must not be called while Playwright is running."""
    for candidate in (*_on_path(), *_in_usual_places()):
        if _runs(candidate):
            return candidate
    own = _of_playwright()
    return own if own.is_file() else None


def launch_options() -> LaunchOptions:
    """How to start the browser that `find` gives. Chromium has no sandbox for the superuser."""
    sandbox = ("--no-sandbox",) if _is_superuser() else ()
    return {"executable_path": find(), "args": [*sandbox, *FLAGS]}


def main() -> int:
    """Make sure that there is a browser; the exit code."""
    if find():
        return 0
    if _is_superuser() and _has_debian_package():
        _run("apt-get", "update")
        # The shell is a package of its own since Debian 12.
        for package in ("chromium-headless-shell", "chromium"):
            _run("apt-get", "install", "-y", "--no-install-recommends", package)
            if find():
                return 0
    libraries = ("--with-deps",) if _is_superuser() and shutil.which("apt-get") else ()
    _run(sys.executable, "-m", "playwright", "install", *libraries, "chromium")
    if find():
        return 0
    sys.stderr.write(
        "error: the browser tests need Chromium; install Chromium or Google Chrome, "
        "or name one in the variable CHROME\n"
    )
    return 1


def _on_path() -> Iterator[Path]:
    for name in (os.environ.get("CHROME"), *NAMES):
        if name and (found := shutil.which(name)):
            yield Path(found)


def _in_usual_places() -> Iterator[Path]:
    system = platform.system()
    if system == "Darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / application for application in MAC_APPLICATIONS)
    elif system == "Windows":
        for programs in filter(None, map(os.environ.get, WINDOWS_FOLDERS)):
            yield from (Path(programs, program) for program in WINDOWS_PROGRAMS)


def _runs(program: Path) -> bool:
    """Whether it is a browser, and not a script that only tells how to install one."""
    if not program.is_file():
        return False
    if (
        platform.system() == "Windows"
    ):  # where a browser opens a window instead of telling its version
        return True
    try:
        told = subprocess.run(
            [program, "--version"], capture_output=True, check=False, timeout=60, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0 and "chrom" in told.stdout.lower()


def _of_playwright() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _is_superuser() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _has_debian_package() -> bool:
    """Whether apt has Chromium itself: on Ubuntu the package only leads to a snap."""
    if not shutil.which("apt-get"):
        return False
    try:
        release = Path("/etc/os-release").read_text(encoding="utf-8").casefold()
    except OSError:
        return False
    return "debian" in release and "ubuntu" not in release


def _run(*command: str) -> None:
    """Run it, whether it succeeds or not: what counts is that a browser is found afterwards."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, check=False, env=environment)


if __name__ == "__main__":
    sys.exit(main())
