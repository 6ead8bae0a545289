"""Counts warnings while a site is built."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.utils import CountHandler


@contextmanager
def counting() -> Iterator[CountHandler]:
    """Count the warnings of MkDocs and its plugins, except those about sources."""
    logger, counter = logging.getLogger("mkdocs"), CountHandler(level=logging.WARNING)
    counter.addFilter(lambda record: not hasattr(record, "diagnostic"))
    logger.addHandler(counter)
    try:
        yield counter
    finally:
        logger.removeHandler(counter)
