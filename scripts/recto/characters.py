"""Characters that text or names may not hold."""

from __future__ import annotations

import re

# C0 except tab and the line breaks, DEL and C1; Unicode's own line and paragraph separators; and
# the code points that are not characters.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
ASCII_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Characters that would break a row of permalinks.tsv, or that no text file can hold.
UNFIT_NAME = re.compile(f"[\t\n\r\ud800-\udfff{CONTROL.pattern[1:]}")
