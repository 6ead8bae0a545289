"""Formulas on one line, where no markup shows."""

from __future__ import annotations

from xml.etree.ElementTree import tostring

import pytest

from recto.mathml import linear, to_mathml
from recto.site.searching import document


@pytest.mark.parametrize(
    ("tex", "told"),
    [
        (r"\mathrm{softmax}(\frac{QK^\top}{\sqrt{d_k}})V", "softmax((QK^⊤)/(√(d_k)))V"),
        (r"\log p(x_1) = \sum_{t=1}^n x_t", "log p(x_1)=∑_(t=1)^nx_t"),
        (r"\binom{n}{k}", "(n k)"),
        (r"\sqrt[3]{x+1}", "3√(x+1)"),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "(a b; c d)"),
        (r"a < b", "a<b"),
    ],
)
def test_a_formula_stands_on_one_line(tex: str, told: str) -> None:
    assert linear(tostring(to_mathml(tex, is_display=False), encoding="unicode")) == told


def test_what_is_no_xml_any_more_is_told_as_text() -> None:
    assert linear("<math><mi>x<mo>+</mo></math>") == "x+"


def test_what_is_searched_of_a_page_tells_formulas_so() -> None:
    formula = tostring(to_mathml(r"\frac{a}{b} < 1", is_display=True), encoding="unicode")
    made = document("a1", "a/", "en", f"<p>Is {formula}?</p>", (), (), ())
    assert made.content == "<p>Is a/b&lt;1?</p>"
