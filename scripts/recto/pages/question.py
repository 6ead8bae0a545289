"""What the page of a question says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recto.bank import Bank, Entry, image_path
from recto.body import Body, write
from recto.pages.images import image_name
from recto.pages.paths import between, page_path, topic_path


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Targets as a page in the folder of questions names them."""

    bank: Bank
    entry: Entry

    def question(self, id_: str) -> str | None:
        return f"{self.bank.permalinks[id_].slug}.md" if id_ in self.bank.by_id else None

    def page(self, path: str) -> str:
        return f"../{path}"

    def image(self, path: str) -> str:
        return image_name(image_path(self.entry.source, path))


def question_page(bank: Bank, entry: Entry) -> dict[str, Any]:
    """The values of the template of a question."""
    question, to = entry.question, _Addresses(bank, entry)
    path = page_path(bank.permalinks[question.id])
    return {
        "question": question,
        "published": bank.permalinks[question.id].published,
        "topics": [
            {"name": own.topic.name, "file": between(path, topic_path(own.topic.slug))}
            for own in bank.topics.get(question.id, ())
        ],
        "instruction": _markdown(entry.instruction, to, top_heading=2),
        "context": _markdown(entry.context, to, top_heading=2),
        "answer": _markdown(entry.answer, to, top_heading=3),
        "minutes": entry.minutes,
        "related": [
            {"title": other.title, "file": to.question(other.id) if other.id else None}
            for other in bank.related.get(question.id, ())
        ],
    }


def _markdown(body: Body | None, to: _Addresses, *, top_heading: int) -> str:
    return write(body.tokens, to, top_heading=top_heading) if body else ""
