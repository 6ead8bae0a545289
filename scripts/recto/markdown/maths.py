"""Formulas: what arithmatex found, typeset as MathML. One that does not compile shows as typed."""

from __future__ import annotations

import html
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from recto.mathml import FormulaError, to_mathml

LINE_OF_A_PHONE = 28
"""Characters of a formula that fit on a narrow screen; browsers do not break formulas."""


class Maths(Extension):
    """Typesets the formulas of a page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        # After `inline`, which finds the formulas; before `prettify`, which would indent them.
        md.treeprocessors.register(_Typesetter(md), "recto-maths", 15)


class _Typesetter(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.get("class") == "arithmatex" and element.text:
                self._typeset(element, element.text)

    def _typeset(self, element: Element, text: str) -> None:
        is_display = element.tag == "div"
        # arithmatex passes on a display escaped, and both kinds between their marks.
        tex = (html.unescape(text) if is_display else text)[2:-2].strip()
        try:
            formula = to_mathml(tex, is_display=is_display)
        except FormulaError:
            return
        element.text = None
        element.append(formula)
        if is_display:
            return
        if len("".join(formula.itertext())) > LINE_OF_A_PHONE:
            element.set("class", "arithmatex recto-wide")
        else:
            del element.attrib["class"]  # a page has many, and the class would say nothing
