"""Every problem that Recto can report: a code that never changes its meaning, and how bad it is."""

from __future__ import annotations

import enum
from typing import Self


class Severity(enum.StrEnum):
    """An error keeps its question from being published; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Rule(enum.Enum):
    """One kind of problem, by its code, with its severity and a one-line summary."""

    UNREADABLE = "R001", Severity.ERROR, "the file cannot be read"
    OUTSIDE = "R002", Severity.ERROR, "a link leads out of the sources folder"
    TOO_LARGE = "R003", Severity.ERROR, "the file is too large"
    ENCODING = "R004", Severity.ERROR, "the file is not UTF-8 or UTF-16"
    CONTROL = "R005", Severity.ERROR, "a control character"
    EMPTY = "R006", Severity.ERROR, "the file holds no text"
    FILE_NAME = "R007", Severity.ERROR, "the file name cannot serve as an id"

    NO_TITLE = "R101", Severity.ERROR, "the title is missing"
    LONG_TITLE = "R102", Severity.ERROR, "the title is not a single short line"
    LABEL_TWICE = "R103", Severity.ERROR, "a label stands twice"
    UNKNOWN_LABEL = "R104", Severity.WARNING, "an unknown label"
    STRAY_TEXT = "R105", Severity.ERROR, "text that belongs to no part"
    EMPTY_LABEL = "R106", Severity.WARNING, "a label with nothing after it"
    NO_ANSWER = "R107", Severity.ERROR, "there is no answer heading"
    EMPTY_ANSWER = "R108", Severity.ERROR, "the answer is empty"
    ANSWER_TWICE = "R109", Severity.ERROR, "a second answer heading"
    RELATED_INSIDE = "R110", Severity.WARNING, "a related heading inside the answer"
    NOT_A_TITLE = "R111", Severity.WARNING, "a line too long to be a title"
    DIFFICULTY = "R112", Severity.ERROR, "an unknown difficulty"
    LANGUAGE = "R113", Severity.ERROR, "not a language tag"
    OPEN_FENCE = "R114", Severity.WARNING, "a code fence that never closes"
    MARKED_TITLE = "R115", Severity.WARNING, "a mark or label before the title"

    LINK_TARGET = "R201", Severity.WARNING, "a link to somewhere not allowed"
    REMOTE_IMAGE = "R202", Severity.WARNING, "an image from another site"
    IMAGE = "R203", Severity.ERROR, "an image that cannot be shown"
    DEAD_QUESTION = "R204", Severity.ERROR, "a link to a question that does not exist"
    TOO_DEEP = "R205", Severity.ERROR, "lists or quotes nested too deep"
    TOO_DENSE = "R206", Severity.ERROR, "a paragraph of little but markup"
    WIDE_TABLE = "R207", Severity.WARNING, "a table row wider than its header"
    DEAD_PAGE = "R208", Severity.ERROR, "a link to a page that does not exist"
    TOO_LONG = "R209", Severity.ERROR, "a part of too many paragraphs"
    FORMULA = "R210", Severity.ERROR, "a formula that does not compile"

    SAME_ID = "R301", Severity.ERROR, "two sources with one id"
    SAME_TITLE = "R302", Severity.WARNING, "two questions with one title"
    ALIAS_TAKEN = "R303", Severity.WARNING, "an alias whose address is taken"
    PERMALINK_ROW = "R304", Severity.ERROR, "a row of permalinks.tsv that cannot be read"
    PERMALINK_TWICE = "R305", Severity.ERROR, "an id or slug recorded twice"
    NOT_RECORDED = "R306", Severity.WARNING, "a question without a recorded permalink"
    NEAR_DUPLICATE = "R307", Severity.WARNING, "two questions that say nearly the same"

    TOPICS_FILE = "R401", Severity.ERROR, "a file of topics that cannot be read"
    TOPIC_FIELD = "R402", Severity.ERROR, "a field of a topic that is missing or wrong"
    TOPIC_PARENT = "R403", Severity.ERROR, "an unknown parent"
    TOPIC_CYCLE = "R404", Severity.ERROR, "a topic above itself"
    TOPIC_TWICE = "R405", Severity.ERROR, "one name for two topics"
    UNKNOWN_TOPIC = "R406", Severity.WARNING, "a topic that the taxonomy does not know"
    NO_TOPIC = "R407", Severity.WARNING, "a question without a topic"

    severity: Severity
    summary: str

    def __new__(cls, code: str, severity: Severity, summary: str) -> Self:
        """Make the code alone the value, by which a rule is saved and loaded."""
        rule = object.__new__(cls)
        rule._value_ = code
        rule.severity = severity
        rule.summary = summary
        return rule

    @property
    def code(self) -> str:
        """Its code, which never changes its meaning."""
        return str(self.value)
