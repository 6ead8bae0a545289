"""Where in a source the spans of a block are.

Rules of the grammar record where a span begins within the text of its block; this turns that into a
line and a column.
"""

from __future__ import annotations

from markdown_it.token import Token

from recto.model import Text

AT = "at"
"""Key of a span's `meta`: the offset in its block's content of what a diagnostic is about."""

FROM_END = "from_end"
"""Key of a cell's `meta`: how far before the end of its line it begins."""


def place_of(text: Text, block: Token, offset: int) -> tuple[int, int]:
    """The line and column of the character at an offset of a block's content."""
    content = block.content
    begin = content.rfind("\n", 0, offset) + 1
    end = content.find("\n", begin)
    line = content[begin : None if end < 0 else end]
    first = (block.map or [0])[0]
    if block.type == "maths_block" and content.split("\n", 1)[0] not in text.lines[first]:
        first += 1  # it begins below a line with the mark alone
    # A formula's lines also end at characters that do not end a line of a source.
    index = min(first + content.count("\n", 0, offset), len(text.lines) - 1)
    written = text.lines[index]
    if FROM_END in block.meta:
        column = len(written) - block.meta[FROM_END] + offset + content.count("|", 0, offset)
    elif written.rstrip().endswith(line.rstrip()):
        column = len(written.rstrip()) - len(line.rstrip()) + offset - begin
    else:
        column = max(0, written.find(line.strip())) + offset - begin
    return text.span.first + index, column + (text.column if index == 0 else 1)
