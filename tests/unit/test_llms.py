"""`llms.txt` tells where everything is, in a size that questions do not change."""

from __future__ import annotations

import re

from recto.bank import Bank
from recto.shelves import by_topic
from recto.site.sharing.identity import Identity
from recto.site.sharing.llms import llms_txt
from tests.banks import bank, taxonomy, text

SITE = Identity("Bread", "https://questions.example/", "On *bread*.", "Bread", "en")
TOPICS = taxonomy('[bread]\nname = "Bread"\n\n[dew]\nname = "Dew"\n')


def written(found: Bank, site: Identity = SITE) -> str:
    return llms_txt(found, by_topic(found), site, str, in_folders=True, has_feed=True)


def test_it_has_the_form_that_its_readers_expect() -> None:
    lines = written(bank(text("What is bread?"), topics=TOPICS)).splitlines()
    assert lines[:4] == ["# Bread", "", "> On \\*bread\\*.", ""]
    assert "`https://questions.example/questions/<slug>/index.md`" in lines[4]
    assert [line for line in lines if line.startswith("#")] == ["# Bread", "## Topics", "## More"]
    rest = [line for line in lines[5:] if line and not line.startswith("#")]
    assert [
        line for line in rest if not re.fullmatch(r"- \[[^]]+\]\(https://\S+\): .+", line)
    ] == []


def test_topics_have_their_count_and_those_without_questions_are_left_out() -> None:
    found = written(bank(text("What is bread?"), topics=TOPICS))
    assert "- [Bread](https://questions.example/topics/bread.md): 1 question. Text.\n" in found
    assert "Dew" not in found


def test_it_does_not_grow_with_the_number_of_questions() -> None:
    few, many = (
        written(bank(*(text(f"Bread {n}?", f"{n}.") for n in range(count)), topics=TOPICS))
        for count in (2, 9)
    )
    assert few == many.replace("9 questions", "2 questions")


def test_without_an_address_links_are_relative() -> None:
    site = Identity("Bread", "", "", "Bread", "en")
    found = written(bank(text("What is bread?"), topics=TOPICS), site)
    assert "- [Bread](topics/bread.md): " in found
    assert "https:" not in found
    assert "\n>" not in found
