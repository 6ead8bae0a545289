"""The topics of questions as rows: what questions have in common besides words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from recto.relating.rows import Rows, Terms
from recto.taxonomy import Taxonomy

_ABOVE = 0.4
"""What a topic above a question's own counts, compared with 1 for its own."""


def topics_of(taxonomy: Taxonomy, questions: Iterable[Iterable[str]]) -> Rows:
    """A row for each question: its topics, the closest first, then those above them.

    `questions` has the slugs of the topics of each.
    """
    numbers = {topic.slug: number for number, topic in enumerate(taxonomy.topics)}
    above = {
        topic.slug: [numbers[one.slug] for one in taxonomy.ancestors(topic)]
        for topic in taxonomy.topics
    }

    @cache
    def row(*own: str) -> Terms:
        weights = {numbers[slug]: 1.0 for slug in own}
        for slug in own:
            for number in above[slug]:
                weights.setdefault(number, _ABOVE)
        return Terms.of([*weights], [*weights.values()])

    return Rows.of(row(*own) for own in questions)
