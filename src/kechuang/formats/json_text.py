"""JSON read strictly: exact numbers, no duplicate keys, no NaN, faults with line and column or path."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from kechuang.formats.faults import Fault, InputFaults, make_fault

Path = tuple[str | int, ...]


class _Impossible(str):
    """A number that Python's JSON allows and no figure can be: NaN, Infinity, or one of absurd length."""

    __slots__ = ()


class _Object(dict[str, Any]):
    twice: tuple[str, ...] = ()


def load_json(text: str, label: str) -> tuple[Any, list[Fault]]:
    """Plain data with ``Decimal`` for fractions, and the faults that JSON itself lets pass: duplicate keys,
    and impossible numbers, which read as null. The caller adds its own and raises them together.

    Raises:
        InputFaults: with line and column, for text that is no JSON.
    """
    faults: list[Fault] = []
    try:
        data = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_Impossible,
        )
        return _checked(data, label, (), faults), faults
    except json.JSONDecodeError as error:
        where = f"{label}:{error.lineno}:{error.colno}"
        raise InputFaults([make_fault(where, "", "not_json", "expect_json", detail=error.msg)]) from None
    except RecursionError:
        raise InputFaults([make_fault(label, "", "json_too_deep", "expect_json")]) from None


def at(label: str, path: Path) -> str:
    """How faults name a place: ``facts.json: facts.revenue.2025`` or ``facts.json: records.ip[0].kind``."""
    shown = ""
    for step in path:
        shown += f"[{step}]" if isinstance(step, int) else f".{step}" if shown else step
    return f"{label}: {shown}" if shown else label


_LONGEST_NUMBER = 100


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        made.twice = tuple(key for key in made if keys.count(key) > 1)
    return made


def _integer(text: str) -> int | _Impossible:
    return int(text) if len(text) <= _LONGEST_NUMBER else _Impossible(text)


def _decimal(text: str) -> Decimal | _Impossible:
    try:
        value = Decimal(text) if len(text) <= _LONGEST_NUMBER else Decimal("NaN")
    except InvalidOperation:
        return _Impossible(text)
    return value if value.is_finite() else _Impossible(text)


def _checked(data: Any, label: str, path: Path, faults: list[Fault]) -> Any:
    if isinstance(data, _Impossible):
        faults.append(make_fault(at(label, path), data, "not_a_number", "expect_number"))
        return None
    if isinstance(data, _Object):
        faults += [
            make_fault(at(label, (*path, key)), key, "json_duplicate_key", "expect_one_key")
            for key in data.twice
        ]
        return {key: _checked(value, label, (*path, key), faults) for key, value in data.items()}
    if isinstance(data, list):
        return [_checked(value, label, (*path, place), faults) for place, value in enumerate(data)]
    return data
