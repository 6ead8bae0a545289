"""A study sheet as a reader uses it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def start(page: Page) -> Locator:
    """Ask for a sheet; what it says of itself."""
    page.get_by_role("button", name="Show all here").click()
    return sheet(page).get_by_role("status")


def sheet(page: Page) -> Locator:
    return page.get_by_role("region", name="Study sheet")


def progress(page: Page) -> Locator:
    """How far a sheet that is being made has got."""
    return sheet(page).locator(".recto-sheet__progress")


def titles(page: Page) -> Locator:
    return sheet(page).get_by_role("heading", level=2)


def answers(page: Page) -> Locator:
    return sheet(page).locator("details.recto-answer")


def html(page: Page) -> str:
    """The sheet's, but for what the theme adds to code when it first sees that it is too wide."""
    return sheet(page).inner_html().replace('<code tabindex="0">', "<code>")


def act(page: Page, name: str) -> None:
    sheet(page).get_by_role("button", name=name).click()


def is_open(page: Page) -> list[bool]:
    opened: list[bool] = answers(page).evaluate_all("all => all.map(answer => answer.open)")
    return opened
