"""What one part of the audit found: figures for the record, a table to read, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from rich.table import Table


@dataclass(frozen=True, slots=True)
class Part:
    figures: object
    table: Table
    failures: tuple[str, ...]
