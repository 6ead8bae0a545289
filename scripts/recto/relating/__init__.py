"""Relates questions by their words and topics, at a cost for each that hardly grows with the bank.

`terms` tells what a question contributes, `relate` finds the most related of each, and
`relate_again` the same after an edit, at the cost of the edit.
"""

from recto.relating.again import relate_again
from recto.relating.nearest import FLOOR, MOST, SMALL, Mapper, Relations, relate
from recto.relating.rows import Rows, Terms, terms
from recto.relating.topics import topics_of

__all__ = [
    "FLOOR",
    "MOST",
    "SMALL",
    "Mapper",
    "Relations",
    "Rows",
    "Terms",
    "relate",
    "relate_again",
    "terms",
    "topics_of",
]
