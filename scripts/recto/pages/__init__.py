"""From the bank to Markdown pages: pure functions. The templates hold all wording and markup."""

from recto.pages.images import Image, images
from recto.pages.paths import QUESTIONS, TOPICS, list_path, page_path, topic_path
from recto.pages.render import Page, render

__all__ = [
    "QUESTIONS",
    "TOPICS",
    "Image",
    "Page",
    "images",
    "list_path",
    "page_path",
    "render",
    "topic_path",
]
