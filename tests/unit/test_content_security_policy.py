"""What a page lets a browser take and run."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from recto.site.content_security_policy import ORIGIN, with_policy

HEAD = '<head>\n<meta charset="utf-8">\n<title>x</title>\n</head>'
PAGE = f"<!doctype html>\n<html>\n{HEAD}<body>{{}}</body></html>"


def policy(html: str) -> dict[str, list[str]]:
    """The sources of each directive of a page's policy."""
    (content,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    directives = (directive.split() for directive in content.split(";"))
    return {name: sources for name, *sources in directives}


def hashes(body: str, directive: str = "script-src", untrusted: str = "") -> list[str]:
    """What the policy of a page with this body allows by its hash."""
    sources = policy(with_policy(PAGE.format(body), untrusted=untrusted))[directive]
    return [source for source in sources if source.startswith("'sha256-")]


def hash_of(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_the_policy_stands_between_the_encoding_and_all_else() -> None:
    before, _, after = with_policy(PAGE).partition('<meta http-equiv="Content-Security-Policy"')
    assert before.endswith('<head>\n<meta charset="utf-8">')
    assert after.partition(">")[2] == PAGE.partition('<meta charset="utf-8">')[2]


def test_a_page_that_tells_no_encoding_has_its_policy_first_in_the_head() -> None:
    html = '<html><head class="a"><title>x</title></head><header></header></html>'
    assert with_policy(html).startswith('<html><head class="a"><meta http-equiv="Content-')


@pytest.mark.parametrize("text", ["", '<?xml version="1.0"?><urlset/>', "<header>x</header>"])
def test_what_has_no_head_stays_as_it_is(text: str) -> None:
    assert with_policy(text) == text


def test_a_page_without_scripts_takes_nothing_but_what_is_of_the_site() -> None:
    directives = policy(with_policy(PAGE))
    assert directives.pop("style-src-attr") == ["'unsafe-inline'"]
    sources = {source for allowed in directives.values() for source in allowed}
    assert sources == {"'self'", "'none'", "'wasm-unsafe-eval'", "data:"}
    none = {name for name, allowed in directives.items() if allowed == ["'none'"]}
    assert none == {"base-uri", "object-src", "frame-src", "form-action"}


@pytest.mark.parametrize(
    "tag",
    [
        "<script>",
        '<script type="">',
        "<script type=module>",
        "<script data-src='a.js' async>",
        "<SCRIPT TYPE='text/JavaScript'>",
        '<script type="importmap">',
        '<script\n  type="speculationrules"\n>',
    ],
)
def test_a_script_in_the_page_is_allowed_by_its_hash(tag: str) -> None:
    assert hashes(f"{tag} a < b && 'é' </script>") == [hash_of(" a < b && 'é' ")]


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="a.js">',
        "<script async SRC=a.js type=module>",
        '<script type="application/json">',
        '<script id="a" type=application/ld+json>',
        "<scripts>",
    ],
)
def test_a_file_and_data_need_no_hash(tag: str) -> None:
    assert hashes(f"{tag} 1 </script>") == []


def test_the_same_script_twice_has_one_hash_and_others_keep_their_order() -> None:
    body = "<script>b</script><script>a</script><script>b</script>"
    assert hashes(body) == [hash_of("b"), hash_of("a")]


def test_a_script_is_hashed_with_the_line_ends_that_a_browser_reads() -> None:
    assert hashes("<script>a\r\nb\rc</script>") == [hash_of("a\nb\nc")]


def test_a_style_in_the_page_is_allowed_by_its_hash() -> None:
    body = "<style>a { color: red }</style><script>1</script>"
    assert hashes(body, "style-src") == [hash_of("a { color: red }")]


def test_neither_script_nor_style_of_text_that_is_not_trusted_is_allowed() -> None:
    untrusted = "<p><script>evil</script><style>evil</style></p>"
    body = f"<script>good</script>{untrusted}"
    assert hashes(body, untrusted=untrusted) == [hash_of("good")]
    assert hashes(body, "style-src", untrusted) == []


def test_other_origins_are_allowed_everything_but_to_be_the_base() -> None:
    origin = "https://example.org"
    directives = policy(with_policy(PAGE, (origin,)))
    without = {name for name, sources in directives.items() if origin not in sources}
    assert without == {"base-uri", "style-src-attr"}
    assert directives["frame-src"] == directives["form-action"] == [origin]


@pytest.mark.parametrize("text", ["https://*.example.org", "http://localhost:8080", "wss://a.b"])
def test_an_origin_is_scheme_and_host(text: str) -> None:
    assert ORIGIN.fullmatch(text)


@pytest.mark.parametrize(
    "text",
    ["*", "https:", "example.org", "https://a.b/c", "https://a.b; x", "'self'", 'https://a"b'],
)
def test_what_would_end_or_widen_the_policy_is_no_origin(text: str) -> None:
    assert not ORIGIN.fullmatch(text)
