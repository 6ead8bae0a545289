"""What a part of the benchmarks has found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rich.table import Table


@dataclass(frozen=True, slots=True)
class Part:
    """Figures for the file, tables for the reader, and tables for those who ask for more."""

    figures: Mapping[str, Any]
    tables: tuple[Table, ...]
    details: tuple[Table, ...] = ()
