"""The safe Markdown of questions: read from a source's text, written into pages.

Readers see what was typed: only the constructs that the format names are markup, the rest is text.
"""

from recto.body.escape import escaped
from recto.body.links import Addresses
from recto.body.plain import plain, plain_code
from recto.body.read import Body, read
from recto.body.write import write

__all__ = ["Addresses", "Body", "escaped", "plain", "plain_code", "read", "write"]
