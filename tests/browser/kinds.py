"""One address of each kind of page."""

from __future__ import annotations

GRADIENT = "questions/what-does-gradient-descent-do/"

KINDS = {
    "home": "",
    "list": "questions/",
    "question": GRADIENT,
    "open question": f"{GRADIENT}#official-answer",
    "table": "questions/how-do-you-read-a-confusion-matrix/#official-answer",
    "markup": "questions/title-script-alert-1-script-b-q-b/#official-answer",
    "arabic": "questions/ما-هو-التعلم-الآلي/#official-answer",
    "code": "questions/write-binary-search-in-python/#official-answer",
    "maths": "questions/state-the-theorem-of-bayes/#official-answer",
    "topics": "topics/",
    "topic": "topics/machine-learning/",
    "empty topic": "topics/geometry/",
    "topic and difficulty": "topics/machine-learning/easy/",
    "search": "search/",
    "about": "about/",
    "manual": "maintainers/source-format/",
    "absent": "questions/what-is-a-perceptron/",
    "404": "no/such/page/",
}
