"""Makes banks of any size for measuring: the sentences of given sources, shuffled."""

from __future__ import annotations

import random
import re
from pathlib import Path

SEED = 20_240_601
ANSWER_CHARACTERS = 3_000
"""With title, instruction and context this comes to the usual 3.6 KB."""

CODE = """```python
def mean(values: list[float]) -> float:
    total = 0.0
    for value in values:
        total += value  # a running sum
    return total / len(values)
```"""
TABLE = """| model | parameters | accuracy |
|:------|-----------:|---------:|
| small |       1.2M |     0.81 |
| large |        340M |    0.93 |"""
MATHS = r"""The loss is $L = -\sum_i y_i \log p_i$, and its gradient is simple:

$$
\frac{\partial L}{\partial z_i} = p_i - y_i
$$"""
STRUCTURES = (CODE, TABLE, MATHS, "- one\n- two\n    - nested\n- three")


def write_corpus(folder: Path, size: int, examples: Path) -> None:
    """Write `size` sources into `folder`, the same for the same size and examples."""
    folder.mkdir(parents=True, exist_ok=True)
    sentences = _sentences(examples)
    for number in range(1, size + 1):
        text = _source(random.Random(f"{SEED}/{number}"), number, sentences)
        (folder / f"{number:06}_{number:016x}.txt").write_text(text, encoding="utf-8")


def _sentences(examples: Path) -> tuple[str, ...]:
    texts = [file.read_text(encoding="utf-8") for file in sorted(examples.glob("*.txt"))]
    answers = [re.split("Official Answer|Related Questions", text)[1] for text in texts]
    return tuple(re.split(r"(?<=[.?!])\s+", " ".join(" ".join(answers).split())))


def _source(chance: random.Random, number: int, sentences: tuple[str, ...]) -> str:
    def pick(count: int) -> str:
        return " ".join(chance.choices(sentences, k=count))

    words = pick(2).split()
    title = " ".join(words[:9]).strip(".,;:?!")
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < ANSWER_CHARACTERS:
        paragraphs.append(pick(4))
    if chance.random() < 0.4:
        paragraphs.insert(2, chance.choice(STRUCTURES))
    answer = "\n\n".join(paragraphs)
    level = chance.choice(("easy", "medium", "hard"))
    return (
        f"{title} ({number})?\n\nInstruction: {pick(1)}\n\nContext: {pick(1)}\n\n"
        f"Difficulty: {level}\n\nOfficial Answer\n\n{answer}\n\nRelated Questions\n"
    )
