"""The record of addresses: read, added to and written."""

from __future__ import annotations

from datetime import date

import pytest

from recto.model import Permalink
from recto.permalinks import HEADER, Record, as_tsv, parse_record
from recto.rules import Rule

PATH = "sources/permalinks.tsv"
OLD_DAY = date(2025, 1, 31)
NEW_DAY = date(2026, 2, 1)
CACHE = Permalink("a1", "what-is-a-cache", OLD_DAY)


def rules(text: str) -> list[tuple[int, Rule]]:
    return [(d.line, d.rule) for d in parse_record(text.encode(), PATH)[1]]


def slugs(record: Record) -> dict[str, str]:
    return {id_: link.slug for id_, link in record.by_id.items()}


def test_a_record_is_read_as_it_was_written() -> None:
    record = Record({"a1": CACHE, "数": Permalink("数", "什么是缓存", NEW_DAY)})
    assert parse_record(as_tsv(record).encode(), PATH) == (record, [])


def test_rows_are_written_in_order_of_id_below_the_header() -> None:
    links = [Permalink(id_, f"slug-{id_}", OLD_DAY) for id_ in ("b", "a", "B", "10", "9")]
    rows = as_tsv(Record({link.id: link for link in links})).splitlines()
    assert rows[0] == HEADER
    assert [row.split("\t")[0] for row in rows[1:]] == ["10", "9", "B", "a", "b"]


def test_provisional_addresses_are_not_written() -> None:
    record = Record({"a1": CACHE}).with_provisional([("b2", "What is a buffer?")])
    assert as_tsv(record) == as_tsv(Record({"a1": CACHE}))


def test_a_retitled_question_keeps_its_address() -> None:
    record = Record({"a1": CACHE}).with_provisional([("a1", "Something else")])
    assert record.by_id["a1"] == CACHE


def test_the_address_of_a_removed_question_is_not_given_again() -> None:
    record = Record({"a1": CACHE}).with_provisional([("b2", "What is a cache?")])
    assert slugs(record) == {"a1": "what-is-a-cache", "b2": "what-is-a-cache-2"}


def test_provisional_addresses_do_not_depend_on_the_order_of_questions() -> None:
    titles = [(id_, "What is a cache?") for id_ in ("a1", "b2", "c3")]
    forwards = Record().with_provisional(titles)
    backwards = Record().with_provisional(reversed(titles))
    assert slugs(forwards) == slugs(backwards)
    assert slugs(forwards)["a1"] == "what-is-a-cache"


def test_publishing_fixes_provisional_addresses_and_no_others() -> None:
    record = Record({"a1": CACHE}).with_provisional([("b2", "What is a buffer?")])
    days = {id_: link.published for id_, link in record.published_on(NEW_DAY).by_id.items()}
    assert days == {"a1": OLD_DAY, "b2": NEW_DAY}


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{HEADER}\n",
        f"{HEADER}\n\n \n",
        f"{HEADER}\r\na1\twhat-is-a-cache\t2025-01-31\r\n",
        f"a1\twhat-is-a-cache\t2025-01-31\n{HEADER}\na1\twhat-is-a-cache\t2025-01-31",
        f"\ufeff{HEADER}\n",
    ],
    ids=["empty", "header", "blank-rows", "crlf", "merged-by-union", "byte-order-mark"],
)
def test_a_record_that_says_nothing_wrong_is_read(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    "row",
    [
        "a1",
        "a1\tcache",
        "a1\tcache\t2025-01-31\tmore",
        "a1 cache 2025-01-31",
        "\tcache\t2025-01-31",
        "a1\t\t2025-01-31",
        "a1\tcache\t",
        "a1\tcache\t2025-02-30",
        "a1\tcache\tyesterday",
        "a1\t../cache\t2025-01-31",
        "a1\ta/b\t2025-01-31",
        "a1\t.hidden\t2025-01-31",
        "a1\ta b\t2025-01-31",
        "a1\t<script>\t2025-01-31",
        "a1\ta)[x](javascript:alert(1)\t2025-01-31",
        "a1\tindex\t2025-01-31",
        "a1\tcon\t2025-01-31",
        "a1\tb:stream\t2025-01-31",
        "a1\tCache\t2025-01-31",
        f"a1\t{'a' * 81}\t2025-01-31",
        "=======",
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(row: str) -> None:
    assert rules(f"{HEADER}\n{row}\nb2\tbuffer\t2025-01-31\n") == [(2, Rule.PERMALINK_ROW)]


@pytest.mark.parametrize(
    "row", ["a1\tbuffer\t2025-01-31", "a1\tcache\t2025-02-01", "b2\tcache\t2025-01-31"]
)
def test_an_id_or_slug_in_two_different_rows_is_told_and_the_first_stays(row: str) -> None:
    record, found = parse_record(f"a1\tcache\t2025-01-31\n{row}\n".encode(), PATH)
    assert [(d.line, d.rule) for d in found] == [(2, Rule.PERMALINK_TWICE)]
    assert slugs(record) == {"a1": "cache"}


def test_a_marker_of_a_merge_is_to_be_deleted() -> None:
    _, found = parse_record(f"{HEADER}\n<<<<<<< HEAD\n".encode(), PATH)
    assert [d.hint for d in found] == ["delete the marker, and keep the rows of both sides"]


def test_a_record_in_another_encoding_is_told_once() -> None:
    _, found = parse_record(f"{HEADER}\na1\tcache\t2025-01-31\n".encode("utf-16"), PATH)
    assert [(d.line, d.rule) for d in found] == [(1, Rule.PERMALINK_ROW)]


def test_an_id_is_the_same_in_either_form_of_its_letters() -> None:
    record, _ = parse_record("cafe\u0301\tcaf\u00e9\t2025-01-31\n".encode(), PATH)
    assert slugs(record) == {"caf\u00e9": "caf\u00e9"}
