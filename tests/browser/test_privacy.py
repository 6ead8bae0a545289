"""No page asks another host for anything, and links to the repository are there when it is set.

That no request leaves the site and that the console stays empty is asserted for every page of
every test, when the test is over; see `witness`.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site

SLUG = "what-does-gradient-descent-do"
SHIPPED = "discuss-the-role-of-transfer-learning-in-multimodal-ai"
EDIT = "https://github.com/example/questions/edit/main"
PAGES = ("", f"questions/{SLUG}/", "questions/", "about/", "maintainers/", "no/such/page/")


@pytest.mark.own_page
@pytest.mark.parametrize("path", PAGES)
def test_no_request_leaves_the_site_and_no_cookie_is_set(page: Page, site: Site, path: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site.at(path), wait_until="networkidle")
    assert site.at(path) in requests
    assert [url for url in requests if not url.startswith(site.url)] == []
    assert page.context.cookies() == []


def test_a_question_links_to_where_its_source_is_edited(page: Page, site: Site) -> None:
    page.goto(site.question(SLUG))
    expect(page.get_by_role("link", name="Edit this question")).to_have_attribute(
        "href", f"{EDIT}/sources/001_5d1c0e7a94b2f301.txt"
    )
    targets = [link.get_attribute("href") for link in page.locator("a[rel=edit]").all()]
    assert {f"{EDIT}/sources/001_5d1c0e7a94b2f301.txt"} == set(targets)


def test_a_question_links_to_where_a_problem_with_it_is_reported(page: Page, site: Site) -> None:
    page.goto(site.question("title-script-alert-1-script-b-q-b"))
    link = page.get_by_role("link", name="Report a problem")
    expect(link).to_have_attribute(
        "href",
        "https://github.com/example/questions/issues/new?title="
        "%3C%2Ftitle%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E%20%26%20%3Cb%3E%22q%22%3C%2Fb%3E",
    )


def test_without_a_repository_nothing_offers_to_edit_or_to_report(
    page: Page, shipped_site: Site
) -> None:
    page.goto(shipped_site.question(SHIPPED))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Edit this")).to_have_count(0)
    expect(page.get_by_role("link", name="Report a problem")).to_have_count(0)
    expect(page.locator("a[rel=edit]")).to_have_count(0)
    expect(page.get_by_title("Go to repository")).to_have_count(0)
