"""The options of the plugin `recto` in `mkdocs.yml`."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError

from recto.project import DEFAULT_PER_PAGE, DEFAULT_SOURCES
from recto.site.content_security_policy import ORIGIN


class _PositiveInt(c.Type[int]):
    def __init__(self, default: int) -> None:
        super().__init__(int, default=default)

    def run_validation(self, value: object) -> int:
        number = super().run_validation(value)
        if number < 1 or isinstance(value, bool):
            raise ValidationError("Expected a whole number of at least 1.")
        return number


class _Origin(c.Type[str]):
    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        origin = super().run_validation(value)
        if not ORIGIN.fullmatch(origin):
            raise ValidationError("Expected scheme and host, such as https://example.org.")
        return origin


class RectoConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in `mkdocs.yml`."""

    sources = c.Dir(exists=True, default=DEFAULT_SOURCES)
    """The folder of raw text files, relative to `mkdocs.yml`."""

    per_page = _PositiveInt(default=DEFAULT_PER_PAGE)
    """How many questions a page of the list holds."""

    skip_broken = c.Type(bool, default=False)
    """Publish the good questions even if others have errors."""

    fast = c.Type(bool, default=True)
    """Let `recto build` and `recto serve` do only what changed, in several processes."""

    report_uri = c.Type(str, default="issues/new?title={title}")
    """Where a problem with a question is reported, relative to `repo_url`."""

    content_security_policy = c.Type(bool, default=True)
    """Let browsers load and run only what belongs to the site."""

    allowed_origins = c.ListOfItems(_Origin(), default=[])
    """Other hosts that pages may load anything from."""
