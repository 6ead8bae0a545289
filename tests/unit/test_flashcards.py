"""Search engines are told of a question and its answer what the page shows, in every golden case.

They read it in the page's own elements, formulas as the text of the MathML.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader, Template

from recto.entry import Entry
from recto.markdown import renderer
from recto.pages.front_matter import without_front_matter
from tests.banks import Made, made, made_of_project, text
from tests.golden.test_golden import CASES, copied
from tests.microdata import Item, items
from tests.projects import REPOSITORY
from tests.published import squeezed
from tests.unit.test_visible import shown, with_formulas_hidden


@cache
def template() -> Template:
    environment = Environment(loader=FileSystemLoader(REPOSITORY / "overrides"), autoescape=False)
    environment.filters["url"] = str
    return environment.get_template("question.html")


def flashcards(found: Made) -> Iterator[tuple[Entry, Item]]:
    """Each question with what its page says of it to search engines."""
    page = template()
    for entry in found.bank.entries:
        text = without_front_matter(found.articles()[entry.id].page)
        content = renderer().convert(text)
        context = page.new_context({"page": SimpleNamespace(content=content), "question": None})
        body = "".join(page.blocks["body"](context))
        html = f'<div itemscope itemtype="https://schema.org/Quiz">{body}</div>'
        (quiz,) = items(html5lib.parseFragment(html, namespaceHTMLElements=False))
        yield entry, quiz.item("hasPart", "Question")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_structured_data_says_what_the_page_shows(case: Path, tmp_path: Path) -> None:
    found = made_of_project(copied(case, tmp_path)).related()
    for entry, question in flashcards(found):
        assert squeezed(question.text("text")) == squeezed(str(entry.title))
        answer = question.item("acceptedAnswer", "Answer")
        expected = with_formulas_hidden(found.contents[entry.path].answer.tokens)
        assert squeezed(shown(answer.shown("text"))) == squeezed(expected)


def test_it_is_one_flashcard_whose_answer_is_without_its_heading() -> None:
    ((_, question),) = flashcards(made(text("What is *bread*?", "Flour, $x_1$.\n\n- Water")))
    assert question.properties.keys() == {"text", "acceptedAnswer", "eduQuestionType"}
    assert question.text("eduQuestionType") == "Flashcard"
    assert question.text("text") == "What is *bread*?"
    answer = question.item("acceptedAnswer", "Answer")
    assert answer.properties.keys() == {"text"}
    assert squeezed(answer.text("text")) == "Flour, x1. Water"


def test_what_an_answer_only_quotes_is_no_markup() -> None:
    quoted = '</summary></details><h1 itemprop="text"> <details open> `</details>`'
    ((_, question),) = flashcards(made(text(quoted, quoted)))
    assert question.text("text") == quoted
    answer = question.item("acceptedAnswer", "Answer").text("text")
    assert squeezed(answer) == squeezed(quoted.replace("`", ""))
