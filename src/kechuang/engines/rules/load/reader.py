"""Typed reading of pack data that collects faults instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from kechuang.engines.rules.load.faults import Document, PackFault, Path
from kechuang.engines.rules.model import Bilingual

Member = TypeVar("Member", bound=StrEnum)


class Reader:
    """Reads parts of one document; every fault lands in ``faults`` with its line."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.faults: list[PackFault] = []

    def fault(self, path: Path, problem: str, value: object = "") -> None:
        self.faults.append(PackFault(self.document.label, self.document.line(path), str(value), problem))

    def mapping(
        self, value: Any, path: Path, allowed: Iterable[str], required: Iterable[str] = ()
    ) -> dict[str, Any]:
        """The mapping at ``path``, with unknown keys and missing ones refused."""
        if not isinstance(value, Mapping):
            self.fault(path, "应为键值对 / a mapping is expected", value)
            return {}
        names = set(allowed)
        for key in value:
            if key not in names:
                self.fault(
                    (*path, key), f"未知的键 / unknown key; 可用 / known: {', '.join(sorted(names))}", key
                )
        for key in required:
            if value.get(key) is None:
                self.fault(path, f"缺少 / missing “{key}”")
        return {key: item for key, item in value.items() if key in names}

    def sequence(self, value: Any, path: Path) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(path, "应为列表 / a list is expected", value)
            return []
        return value

    def text(self, value: Any, path: Path) -> str:
        if value is None:
            return ""
        if isinstance(value, str | int | Decimal) and not isinstance(value, bool):
            return str(value)
        self.fault(path, "应为文本 / a text is expected", value)
        return ""

    def bilingual(self, value: Any, path: Path) -> Bilingual:
        if isinstance(value, Mapping):
            parts = self.mapping(value, path, ("zh", "en"), ("zh",))
            return Bilingual(
                self.text(parts.get("zh"), (*path, "zh")), self.text(parts.get("en"), (*path, "en"))
            )
        return Bilingual(self.text(value, path))

    def day(self, value: Any, path: Path) -> date | None:
        if value is None or isinstance(value, date):
            return value
        self.fault(path, "日期无效，应为 YYYY-MM-DD / not a date, expected YYYY-MM-DD", value)
        return None

    def number(self, value: Any, path: Path) -> Fraction | None:
        """A number, or a text such as ``30%``."""
        if isinstance(value, bool):
            value = str(value)
        if isinstance(value, int | Decimal):
            return Fraction(value)
        if isinstance(value, str):
            text = value.strip()
            try:
                return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
            except (ValueError, ZeroDivisionError):
                pass
        self.fault(path, "应为数字 / a number is expected", value)
        return None

    def choice(self, value: Any, path: Path, kind: type[Member]) -> Member | None:
        try:
            return kind(value)
        except ValueError:
            self.fault(path, f"应为 / expected one of: {', '.join(kind)}", value)
            return None

    def flag(self, value: Any, path: Path) -> bool:
        if isinstance(value, bool):
            return value
        if value is not None:
            self.fault(path, "应为 true 或 false / expected true or false", value)
        return False
