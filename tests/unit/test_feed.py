"""The feed has the newest recorded questions, dated by the record, and no answer."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree as ET

from msgspec.structs import replace

from recto.bank import Bank
from recto.model import Permalink
from recto.site.sharing.feed import MOST, feed
from recto.site.sharing.identity import Identity
from tests.banks import bank, taxonomy, text

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = Identity("Bread & more", "https://questions.example/repo/", "All <of> it.", "A. Baker", "en")
SECRET = "Nobody outside may read this."
FIRST = date(2025, 3, 1)


def recorded(found: Bank, days: dict[str, date]) -> Bank:
    links = {
        id_: Permalink(id_, link.slug, days.get(id_)) for id_, link in found.permalinks.items()
    }
    return replace(found, permalinks=links)


def urls(path: str) -> str:
    return path.removesuffix(".md") + "/"


def many(count: int) -> Bank:
    texts = [text(f"Question {number}?", SECRET) for number in range(count)]
    days = {f"q{number}": FIRST + timedelta(number) for number in range(1, count + 1)}
    return recorded(bank(*texts), days)


def parsed(found: Bank) -> ET.Element:
    written = feed(found, SITE, urls)
    assert written is not None
    return ET.fromstring(written)


def test_an_entry_tells_its_facts_and_nothing_of_the_answer() -> None:
    topics = taxonomy('[bread]\nname = "Bread & butter"\n')
    texts = (text("What is <bread>?", SECRET, instruction="Say *it*.", topics="Bread & butter"),)
    root = parsed(recorded(bank(*texts, topics=topics), {"q1": FIRST}))
    url = "https://questions.example/repo/questions/what-is-bread/"
    (entry,) = root.findall(f"{ATOM}entry")
    assert [(child.tag.removeprefix(ATOM), child.text, child.attrib) for child in entry] == [
        ("id", url, {}),
        ("title", "What is <bread>?", {}),
        ("link", None, {"rel": "alternate", "type": "text/html", "href": url}),
        ("published", "2025-03-01T00:00:00Z", {}),
        ("updated", "2025-03-01T00:00:00Z", {}),
        ("category", None, {"term": "bread", "label": "Bread & butter"}),
        ("summary", "Say it.", {}),
    ]


def test_the_feed_is_of_the_site() -> None:
    root = parsed(many(2))
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}id") == SITE.url
    assert root.findtext(f"{ATOM}title") == "Bread & more: new questions"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "A. Baker"
    assert root.findtext(f"{ATOM}updated") == "2025-03-03T00:00:00Z"
    assert {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")} == {
        "self": f"{SITE.url}feed.xml",
        "alternate": SITE.url,
    }


def test_only_the_newest_are_in_it_the_newest_first() -> None:
    titles = [title.text for title in parsed(many(MOST + 5)).findall(f"{ATOM}entry/{ATOM}title")]
    assert titles == [f"Question {number}?" for number in range(MOST + 4, 4, -1)]


def test_what_is_not_recorded_is_not_in_it() -> None:
    found = recorded(bank(text("One?"), text("Two?")), {"q2": FIRST})
    assert [t.text for t in parsed(found).findall(f"{ATOM}entry/{ATOM}title")] == ["Two?"]


def test_there_is_none_without_a_record_or_an_address() -> None:
    assert feed(bank(text("One?")), SITE, urls) is None
    assert feed(many(1), replace(SITE, url=""), urls) is None
