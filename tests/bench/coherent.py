"""Makes large banks of real words: each question draws mostly on one or two texts.

So it has the vocabulary of a subject, as questions do, and words are as rare or common as in prose.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.corpus import ANSWER_CHARACTERS, SEED, STRUCTURES

SHARES = (0.5, 0.25)
"""What part of an answer is of the text it is about, and of one nearby; the rest is random."""

NEARBY = 5
"""How far away in the order of files the second text may be: they are sorted by subject."""

TITLE_WORDS = 12
SENTENCES_OF_PARAGRAPH = 4
LEAST_SENTENCES = 5
SENTENCE_CHARACTERS = range(30, 400)

_LABEL = re.compile(r"^(Instruction|Context|Difficulty|Topics?): *", re.MULTILINE)
_NOT_PROSE = ("#", "|", "$$", "- ", "* ", "1. ", "Difficulty:", "Topics:", "Topic:")


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    sentences: tuple[str, ...]


def write_coherent(folder: Path, size: int, texts: Sequence[Text]) -> None:
    """Write `size` sources into `folder`, the same for the same size and texts."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, size + 1):
        source = _source(random.Random(f"{SEED}/{number}"), texts)
        (folder / f"{number:06}_{number:016x}.txt").write_text(source, encoding="utf-8")


def read_texts(folder: Path) -> tuple[Text, ...]:
    """The prose of all sources below a folder, in the order of their paths."""
    files = sorted(folder.rglob("*.txt"))
    texts = (_read(file.read_text(encoding="utf-8")) for file in files)
    return tuple(text for text in texts if len(text.sentences) >= LEAST_SENTENCES)


def _read(source: str) -> Text:
    """Title and sentences of a source, without its code, tables, lists and displayed maths."""
    title, _, rest = source.partition("\n")
    rest = rest.partition("\nRelated Questions")[0].replace("\nOfficial Answer\n", "\n")
    rest = re.sub(r"```.*?```", "", rest, flags=re.DOTALL)
    blocks = (block.strip() for block in re.split(r"\n\s*\n", rest))
    prose = (
        " ".join(_LABEL.sub("", block).split())
        for block in blocks
        if not block.startswith(_NOT_PROSE)
    )
    found = (one for block in prose for one in re.split(r"(?<=[.?!])\s+(?=[A-Z])", block))
    return Text(title.strip(), tuple(dict.fromkeys(filter(_is_whole, found))))


def _is_whole(sentence: str) -> bool:
    """Whether it is a sentence of usual length that no markup leads out of."""
    return (
        len(sentence) in SENTENCE_CHARACTERS
        and sentence.endswith((".", "?", "!"))
        and not any(sentence.count(mark) % 2 for mark in ("`", "$", "*"))
    )


def _source(chance: random.Random, texts: Sequence[Text]) -> str:
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
    if chance.random() < 0.4:
        paragraphs.insert(2, chance.choice(STRUCTURES))
    answer = "\n\n".join(paragraphs)
    level = chance.choice(("easy", "medium", "hard"))
    title = _title(chance, own)
    return (
        f"{title}\n\nInstruction: {instruction}\n\nContext: {context}\n\n"
        f"Difficulty: {level}\n\nOfficial Answer\n\n{answer}\n\nRelated Questions\n"
    )


def _title(chance: random.Random, text: Text) -> str:
    """The beginning of its title, or of one of its sentences."""
    whole = chance.choice((text.title, *text.sentences))
    words = re.sub(r"[`$*\\]", "", whole).split()
    return " ".join(words[:TITLE_WORDS]).strip(".,;:?!-–— ") + "?"


def _up_to(characters: float, sentences: Sequence[str]) -> list[str]:
    """As many of the sentences as fit, from the first on."""
    taken: list[str] = []
    for sentence in sentences:
        characters -= len(sentence)
        if characters < 0:
            break
        taken.append(sentence)
    return taken
