"""The topics of questions as rows: what they have in common beside words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recto.relating.rows import Rows
from recto.taxonomy import Taxonomy, Topic

_ABOVE = 0.4
"""What a topic above a question's own counts beside it."""


def topics_of(taxonomy: Taxonomy, questions: Iterable[Sequence[Topic]]) -> Rows:
    """A row for each question: its own topics, the closest first, then those above them."""
    numbers = {topic.slug: number for number, topic in enumerate(taxonomy.topics)}
    above = {
        topic.slug: [numbers[one.slug] for one in taxonomy.ancestors(topic)]
        for topic in taxonomy.topics
    }

    def row(own: Sequence[Topic]) -> list[tuple[int, float]]:
        weights = {numbers[topic.slug]: 1.0 for topic in own}
        for topic in own:
            for number in above[topic.slug]:
                weights.setdefault(number, _ABOVE)
        return [*weights.items()]

    return Rows.of_pairs(map(row, questions))
