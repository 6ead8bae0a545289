"""Makes large banks of real words: each question draws mostly on one or two texts.

So it has the vocabulary of a subject, as questions do, and words are as rare or common as in prose.
No two questions of a bank have one title, and few say nearly the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

SEED = 20_240_601
ANSWER_CHARACTERS = 3_000
"""With title, instruction and context this comes to the usual 3.6 KB."""

SHARES = (0.5, 0.25)
"""The shares of an answer from the text it is about, and from one nearby; the rest is random."""

STRUCTURED = 0.4
"""How many of the answers have code, a table, displayed maths or a list."""

NEARBY = 5
"""How far away in the order of files the second text may be: they are sorted by subject."""

TITLE_WORDS = 12
SENTENCES_OF_PARAGRAPH = 4
LEAST_SENTENCES = 5
SENTENCE_CHARACTERS = range(30, 400)

_LABEL = re.compile(r"^(Instruction|Context|Difficulty|Topics?): *", re.MULTILINE)
_FENCED = re.compile(r"```.*?```", re.DOTALL)
_STRUCTURES = ("|", "$$", "- ", "* ", "1. ")
_NOT_PROSE = ("#", "Difficulty:", "Topics:", "Topic:", *_STRUCTURES)


@dataclass(frozen=True, slots=True)
class Text:
    """The title of a source, its sentences, and its blocks of code, tables, maths and lists."""

    title: str
    sentences: tuple[str, ...]
    structures: tuple[str, ...] = ()


def write_coherent(folder: Path, size: int, texts: Sequence[Text]) -> None:
    """Write `size` sources into `folder`, the same for the same size and texts."""
    folder.mkdir(parents=True, exist_ok=True)
    titles: set[str] = set()
    for number in range(1, size + 1):
        source = _source(random.Random(f"{SEED}/{number}"), texts, titles)
        (folder / f"{number:06}_{number:016x}.txt").write_text(source, encoding="utf-8")


def read_texts(folder: Path) -> tuple[Text, ...]:
    """The prose of all sources below a folder, in the order of their paths."""
    files = sorted(folder.rglob("*.txt"))
    texts = (_read(file.read_text(encoding="utf-8")) for file in files)
    return tuple(text for text in texts if len(text.sentences) >= LEAST_SENTENCES)


def _read(source: str) -> Text:
    title, _, rest = source.partition("\n")
    rest = rest.partition("\nRelated Questions")[0].replace("\nOfficial Answer\n", "\n")
    code = _FENCED.findall(rest)
    blocks = [block.strip() for block in re.split(r"\n\s*\n", _FENCED.sub("", rest))]
    others = (block for block in blocks if block.startswith(_STRUCTURES))
    prose = (
        " ".join(_LABEL.sub("", block).split())
        for block in blocks
        if not block.startswith(_NOT_PROSE)
    )
    found = (one for block in prose for one in re.split(r"(?<=[.?!])\s+(?=[A-Z])", block))
    sentences = tuple(dict.fromkeys(filter(_is_whole, found)))
    return Text(title.strip(), sentences, (*code, *others))


def _is_whole(sentence: str) -> bool:
    """Whether it is a sentence of usual length in which all markup is closed."""
    return (
        len(sentence) in SENTENCE_CHARACTERS
        and sentence.endswith((".", "?", "!"))
        and not any(sentence.count(mark) % 2 for mark in ("`", "$", "*"))
    )


def _source(chance: random.Random, texts: Sequence[Text], titles: set[str]) -> str:
    """A source whose title is none of the given ones, which it joins."""
    at = chance.randrange(len(texts))
    near = max(0, at - NEARBY), min(len(texts), at + NEARBY + 1)
    own, other = texts[at], chance.choice([texts[n] for n in range(*near) if n != at])
    instruction, *of_own = chance.sample(own.sentences, len(own.sentences))
    context, *of_other = chance.sample(other.sentences, len(other.sentences))
    sentences = [
        *_up_to(ANSWER_CHARACTERS * SHARES[0], of_own),
        *_up_to(ANSWER_CHARACTERS * SHARES[1], of_other),
    ]
    while sum(map(len, sentences)) < ANSWER_CHARACTERS:
        sentences.append(chance.choice(chance.choice(texts).sentences))
    chance.shuffle(sentences)
    paragraphs = [
        " ".join(sentences[start : start + SENTENCES_OF_PARAGRAPH])
        for start in range(0, len(sentences), SENTENCES_OF_PARAGRAPH)
    ]
    structures = own.structures or other.structures
    if structures and chance.random() < STRUCTURED:
        paragraphs.insert(2, chance.choice(structures))
    answer = "\n\n".join(paragraphs)
    level = chance.choice(("easy", "medium", "hard"))
    while (title := _title(chance, own, other)) in titles:
        pass
    titles.add(title)
    return (
        f"{title}\n\nInstruction: {instruction}\n\nContext: {context}\n\n"
        f"Difficulty: {level}\n\nOfficial Answer\n\n{answer}\n\nRelated Questions\n"
    )


def _title(chance: random.Random, own: Text, other: Text) -> str:
    """The beginnings of their titles, or of one sentence of each."""
    wholes = (chance.choice((text.title, *text.sentences)) for text in (own, other))
    halves = (re.sub(r"[`$*\\]", "", whole).split()[: TITLE_WORDS // 2] for whole in wholes)
    return " ".join(chain.from_iterable(halves)).strip(".,;:?!-–— ") + "?"


def _up_to(characters: float, sentences: Sequence[str]) -> list[str]:
    """As many of the sentences as fit, from the first on."""
    taken: list[str] = []
    for sentence in sentences:
        characters -= len(sentence)
        if characters < 0:
            break
        taken.append(sentence)
    return taken
