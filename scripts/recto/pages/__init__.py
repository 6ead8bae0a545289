"""From the bank to Markdown pages: pure functions.

The templates hold all markup; the wording is in `strings.toml`.
"""

from recto.pages.article import Article, article
from recto.pages.draft import Draft, draft
from recto.pages.images import Image, images
from recto.pages.lists import ListPage, list_pages
from recto.pages.paths import QUESTIONS, TOPICS, list_path, page_path, question_path, topic_path
from recto.pages.render import Page, render
from recto.pages.setting import Setting, setting

__all__ = [
    "QUESTIONS",
    "TOPICS",
    "Article",
    "Draft",
    "Image",
    "ListPage",
    "Page",
    "Setting",
    "article",
    "draft",
    "images",
    "list_pages",
    "list_path",
    "page_path",
    "question_path",
    "render",
    "setting",
    "topic_path",
]
