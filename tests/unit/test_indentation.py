"""Pages lack the indentation of their templates, and nothing else."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from recto.site.indentation import without_indentation


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<ul>\n  <li>1</li>\n\t<li>2</li>\n</ul>", "<ul>\n<li>1</li>\n<li>2</li>\n</ul>"),
        ("<p>\n  {% if text %}\n    a\n  {% endif %}\n</p>", "<p>\na\n</p>"),
        ("<p>a  b</p>  \n<p>c</p>", "<p>a  b</p>  \n<p>c</p>"),
        ("<p>{{ text }}\n  a</p>", "<p>  b\n\n  c\na</p>"),
        ("<i>a</i>\n{% if text %}\n<i>b</i>{% endif %}", "<i>a</i>\n<i>b</i>"),
        ("  <pre>\n    a\n  </pre>", "  <pre>\n    a\n  </pre>"),
        ("  <TextArea>\n  a</TextArea>", "  <TextArea>\n  a</TextArea>"),
        ("  <preview-of>", "<preview-of>"),
    ],
)
def test_what_indents_a_template_is_left_out(template: str, page: str) -> None:
    environment = Environment(loader=DictLoader({"page.html": template}), autoescape=False)
    without_indentation(environment)
    assert environment.get_template("page.html").render(text="  b\n\n  c") == page


def test_what_a_template_includes_is_indented_by_nothing_either() -> None:
    templates = {"page.html": '<p>\n  {% include "part.html" %}\n</p>', "part.html": "  <i>a</i>\n"}
    environment = Environment(loader=DictLoader(templates), autoescape=False)
    without_indentation(environment)
    assert environment.get_template("page.html").render() == "<p>\n<i>a</i></p>"
