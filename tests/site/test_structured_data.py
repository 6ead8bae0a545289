"""What the built site says of itself in the terms of schema.org."""

from __future__ import annotations

from pathlib import Path

from tests.microdata import Item, items
from tests.published import (
    answer_of,
    file_at,
    pages,
    parsed,
    questions,
    quiz_of,
    scripts,
    shown,
    squeezed,
)

FACTS = "div[@class='recto-facts']"


def test_structured_data_says_what_the_page_shows(site: Path) -> None:
    for page in questions(site):
        quiz, heading, answer = quiz_of(page), parsed(page).find(".//h1"), answer_of(page)
        assert heading is not None
        assert answer is not None
        question = quiz.item("hasPart", "Question")
        assert question.text("eduQuestionType") == "Flashcard"
        said = question.item("acceptedAnswer", "Answer").shown("text")
        assert (question.shown("text"), shown(said)) == (heading, shown(answer))
        assert quiz.text("name") == question.text("text")
        assert facts_told(quiz) == facts_shown(page)


def facts_told(quiz: Item) -> list[str]:
    topics = [topic for topic in quiz.properties.get("about", ()) if isinstance(topic, Item)]
    assert {topic.type for topic in topics} <= {"Thing"}
    level = [quiz.text("educationalLevel")] if "educationalLevel" in quiz.properties else []
    return [*(topic.text("name") for topic in topics), *level]


def facts_shown(page: Path) -> list[str]:
    return [squeezed("".join(f.itertext())) for f in parsed(page).iterfind(f".//{FACTS}//li")]


def test_structured_data_tells_topics_and_difficulty(site: Path) -> None:
    page = site / "questions" / "what-does-gradient-descent-do" / "index.html"
    assert facts_told(quiz_of(page)) == ["Optimization", "Easy"]


def test_breadcrumbs_lead_from_home_over_the_closest_topic(site: Path, site_url: str) -> None:
    page = site / "questions" / "state-the-theorem-of-bayes" / "index.html"
    trail = scripts(page)["BreadcrumbList"]["itemListElement"]
    assert [(crumb["position"], crumb["name"], crumb.get("item")) for crumb in trail] == [
        (1, "Recto", site_url),
        (2, "Probability", f"{site_url}topics/probability/"),
        (3, "State the theorem of Bayes.", None),  # this page
    ]
    assert all(file_at(site, site_url, crumb["item"]).is_file() for crumb in trail[:2])


def test_only_questions_have_structured_data(site: Path) -> None:
    others = [page for page in pages(site) if page not in questions(site)]
    assert [page for page in others if scripts(page) or items(parsed(page))] == []
