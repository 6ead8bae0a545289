"""Relates questions by their words and topics, at a cost for each that hardly grows with the bank.

`terms` gives what a question contributes, `relate` finds the questions most related to each, and
`relate_again` does the same after an edit, at a cost that grows with the edit.
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
