"""A bank made up for what takes many questions: paging, counts, and several languages at once."""

from __future__ import annotations

import shutil
from pathlib import Path

TOPICS = Path(__file__).parent / "bank" / "topics.toml"

_NOUNS = (
    "anchor apron arrow badger banjo barrel beacon bishop blanket bottle bridge bucket cabin "
    "candle canvas carpet castle cherry cradle curtain dagger donkey engine falcon feather "
    "fiddle garden goblet hammer harbour island jacket kettle ladder lantern magnet meadow "
    "mirror needle orchard paddle parrot pencil rabbit saddle"
)
NOUNS = tuple(_NOUNS.split())
"""What the questions are about."""

EVERYWHERE = "quicksilver"
"""A word of every English answer, and of no title."""

PER_PAGE = 10
"""Questions on a page of a list or topic."""

CHINESE = "什么是过拟合？"

_CHINESE_SOURCE = f"""{CHINESE}

Topics: Model evaluation
Difficulty: easy
Language: zh

Official Answer

模型记住了训练数据中的噪声，因此在新的数据上表现很差。quicksilver
"""


def write(folder: Path) -> Path:
    """Fill a new folder with sources, and give it."""
    folder.mkdir()
    shutil.copy(TOPICS, folder)
    for number, noun in enumerate(NOUNS):
        text = _source(noun, _topic(number), ("easy", "medium", "hard", None)[number // 2 % 4])
        (folder / f"{number + 1:03}_{number + 1:016x}.txt").write_text(text, encoding="utf-8")
    (folder / "100_00000000000000ff.txt").write_text(_CHINESE_SOURCE, encoding="utf-8")
    return folder


def _topic(number: int) -> str:
    if number % 2:
        return "Algorithms"
    return "Optimization" if number % 3 else "Probability"


def _source(noun: str, topic: str, difficulty: str | None) -> str:
    level = f"Difficulty: {difficulty}\n" if difficulty else ""
    return f"""What is the {noun} for?

Topics: {topic}
{level}
Official Answer

The {noun} holds the {EVERYWHERE} of its {topic.casefold()}.
"""
