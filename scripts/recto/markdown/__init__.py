"""The Markdown of generated pages: one dialect of Python-Markdown."""

from recto.markdown.dialect import CONFIGS, EXTENSIONS, renderer

__all__ = ["CONFIGS", "EXTENSIONS", "renderer"]
