"""Which pages have a policy, and the options for it. Other tests cover what the policy says."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

POLICY = '<meta http-equiv="Content-Security-Policy" content="'


def configure(project: Path, *lines: str) -> None:
    """Give the plugin more options."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    options = "".join(f"\n      {line}" for line in ("per_page: 100", *lines))
    assert "\n      per_page: 100" in text
    config.write_text(text.replace("\n      per_page: 100", options), encoding="utf-8")


def test_every_page_has_one_policy(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert site / "404.html" in pages
    counts = {page.relative_to(site).as_posix(): page.read_text().count(POLICY) for page in pages}
    assert counts == dict.fromkeys(counts, 1)


def test_no_policy_is_put_into_what_is_no_page(site: Path) -> None:
    assert POLICY not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_a_script_in_a_handwritten_page_is_allowed(project: Path, recto: Run) -> None:
    script = "<script>document.title = 'x'</script>"
    with (project / "docs" / "about.md").open("a", encoding="utf-8") as page:
        page.write(f"\n\n{script}\n")
    assert recto("build").returncode == 0
    about = (project / "site" / "about" / "index.html").read_text(encoding="utf-8")
    assert script in about
    # printf "document.title = 'x'" | openssl dgst -sha256 -binary | base64
    assert "'sha256-mmhVSKBJ6xXBfMjZf5Xb9hgbmvnACikXD1UfhbYox3M='" in about


def test_it_can_be_turned_off(project: Path, recto: Run) -> None:
    configure(project, "content_security_policy: false")
    assert recto("build").returncode == 0
    pages = [page.read_text(encoding="utf-8") for page in (project / "site").rglob("*.html")]
    assert len(pages) > 2
    assert [page for page in pages if POLICY in page] == []


def test_other_origins_can_be_allowed(project: Path, recto: Run) -> None:
    configure(project, "allowed_origins: [https://one.example, https://two.example]")
    assert recto("build").returncode == 0
    page = (project / "site" / "index.html").read_text(encoding="utf-8")
    assert "img-src 'self' data: https://one.example https://two.example;" in page


@pytest.mark.parametrize("value", ["example.org", "['*']", "[https://a.example/b]", "[1]"])
def test_what_is_no_origin_is_refused(project: Path, mkdocs: Run, value: str) -> None:
    configure(project, f"allowed_origins: {value}")
    built = mkdocs("build")
    assert built.returncode == 1
    assert "allowed_origins" in built.stderr
    assert "Traceback" not in built.stderr
