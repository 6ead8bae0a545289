"""The Markdown of generated pages: one dialect, and a quick way to turn it into HTML.

`EXTENSIONS` with `CONFIGS` are the dialect, for anything that uses Python-Markdown itself;
`Converter` gives the same HTML in a third of the time, with the URLs of links from the caller.
"""

from recto.markdown.converter import Converter
from recto.markdown.dialect import CONFIGS, EXTENSIONS, renderer
from recto.markdown.modules import module_of, modules_in

__all__ = ["CONFIGS", "EXTENSIONS", "Converter", "module_of", "modules_in", "renderer"]
