"""The folders in which builds are measured: a corpus, Recto's project and lean stock's.

The corpus and lean stock's pages stay for the next run; the project is laid out again, so that it
has the present templates, styles and settings.

What was built is set aside by renaming it, and removed when everything is measured. Without a
journal, ext4 gives a new file no place freed by a removal in the last five minutes, and the search
for another took a third of the time of a build right after a removal.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from recto.pages import QUESTIONS
from recto.permalinks import parse_record
from recto.project import GENERATED
from tests.bench.coherent import SEED, read_texts, write_coherent
from tests.bench.lean import lay_out_lean
from tests.bench.process_tree import Watched, watch
from tests.bench.projects import TEXTS, TOPICS
from tests.projects import REPOSITORY, clean_environment, lay_out

RECTO = (sys.executable, "-m", "recto")
STAGES = (sys.executable, "-m", "tests.bench.stages")
ANSWER_ENDS = "\n\nRelated Questions"


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence to be added to an answer; `page` is the path of the URL of the question."""

    source: Path
    page: str
    sentence: str

    def save(self) -> None:
        text = self.source.read_text(encoding="utf-8")
        text = text.replace(ANSWER_ENDS, f"\n\n{self.sentence}{ANSWER_ENDS}")
        self.source.write_text(text, encoding="utf-8")


class Workplace:
    """A corpus of some size below a folder, with what is built of it."""

    def __init__(self, folder: Path, size: int) -> None:
        self._corpus = folder / "corpus"
        self.project = folder / "recto"
        self.lean = folder / "lean"
        self._old = folder / "old"
        if not self._corpus.is_dir():
            unfinished = folder / "corpus.new"
            shutil.rmtree(unfinished, ignore_errors=True)
            write_coherent(unfinished, size, read_texts(TEXTS))
            shutil.copy(TOPICS, unfinished / "topics.toml")
            unfinished.rename(self._corpus)
        self._put_aside(self.project)
        lay_out(self.project, self._corpus, has_manual=True)

    @property
    def site(self) -> Path:
        return self.project / "site"

    def make_lean(self) -> None:
        """Lay out lean stock with the pages of one build of Recto's, and keep their addresses."""
        if self.lean.is_dir():
            return
        self.run("build")
        unfinished = self.lean.with_name("lean.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        lay_out_lean(unfinished, self.project)
        shutil.copy(self._record, self._corpus)
        unfinished.rename(self.lean)

    def run(self, *arguments: str) -> Watched:
        """Run `recto` in the project."""
        return watch((*RECTO, *arguments), self.project, clean_environment())

    def stages(self) -> str:
        """Build, and get what `tests.bench.stages` prints."""
        command = (*STAGES, "-C", str(self.project), "build")
        return watch(command, REPOSITORY, clean_environment()).output.splitlines()[-1]

    def clean(self) -> None:
        """Set aside all that was made of the sources."""
        for name in (".cache", "site", *(f"docs/{name}" for name in GENERATED)):
            self._put_aside(self.project / name)
        for spare in self.project.glob(".site.*"):
            self._put_aside(spare)

    def clean_lean(self) -> None:
        """Set lean stock's site aside."""
        self._put_aside(self.lean / "site")

    def remove_old(self) -> None:
        """Remove what was set aside, by this run or by one that was broken off."""
        shutil.rmtree(self._old, ignore_errors=True)

    def _put_aside(self, made: Path) -> None:
        if made.exists():
            self._old.mkdir(exist_ok=True)
            made.rename(Path(tempfile.mkdtemp(dir=self._old), made.name))

    def plan(self, name: str) -> Edit:
        """An edit of some question, which its name decides; the sentence has the name."""
        source = random.Random(f"{SEED}/{name}").choice(self._sources)
        record, _ = parse_record(self._record.read_bytes(), self._record.name)
        slug = record.by_id[source.stem.partition("_")[2]].slug
        sentence = f"This sentence was added to the answer by the {name}."
        return Edit(source, f"{QUESTIONS}/{slug}/", sentence)

    def edit(self, name: str) -> Edit:
        """Plan an edit, and save it."""
        edit = self.plan(name)
        edit.save()
        return edit

    def shows(self, edit: Edit) -> bool:
        """Whether the built page has the sentence."""
        page = self.site / edit.page / "index.html"
        return edit.sentence in page.read_text(encoding="utf-8")

    @property
    def _record(self) -> Path:
        return self.project / "sources" / "permalinks.tsv"

    @cached_property
    def _sources(self) -> tuple[Path, ...]:
        return tuple(sorted((self.project / "sources").glob("*.txt")))
