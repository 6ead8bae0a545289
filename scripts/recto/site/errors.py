"""What stops a build of a site, reported in a way that helps the site's owner."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from mkdocs.exceptions import Abort, MkDocsException

from recto.site.pagefind import PagefindError
from recto.workers import ENDED
from recto.write import FolderNotOursError


class SiteError(Exception):
    """MkDocs could not build the site; what it found has been logged."""


class StrictError(SiteError):
    """MkDocs could build the site, but there were warnings, which stop a strict build."""


@contextmanager
def told() -> Iterator[None]:
    """Raise SiteError if MkDocs, a worker, a template, a file or Pagefind stops a build."""
    try:
        yield
    except BrokenExecutor as error:
        raise SiteError(ENDED) from error
    except (Abort, MkDocsException) as error:
        is_strict = "strict mode" in str(error)
        raise (StrictError if is_strict else SiteError)(str(error)) from error
    except TemplateSyntaxError as error:
        raise SiteError(f"{error.filename}:{error.lineno}: {error.message}") from error
    except TemplateNotFound as error:
        raise SiteError(f"{_place(error)}there is no template {error.name}") from error
    except TemplateError as error:
        raise SiteError(f"{_place(error)}{error}") from error
    except (FolderNotOursError, PagefindError) as error:
        raise SiteError(str(error)) from error
    except UnicodeEncodeError as error:
        raise SiteError(f"the name {error.object!a} is not Unicode; rename the file") from error
    except UnicodeDecodeError as error:  # MkDocs has logged which page
        raise SiteError(f"a page or template is not UTF-8 text: {error}") from error


def _place(error: TemplateError) -> str:
    """Where in a template an error arose, as Jinja marks it: the start of a message, or empty."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.name in {"template", "top-level template code"} or frame.name.startswith("block "):
            return f"{frame.filename}:{frame.lineno}: "
    return ""
