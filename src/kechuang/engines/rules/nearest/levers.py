"""Levers made ready for one firm: which facts each moves by how much a step, and how far.

A lever's ``minimum`` and ``maximum`` bound the size of the change (of rows, for a record). ``also`` is the signed
change of other facts for each unit of change; ``row`` is what an added row says, where ``as_of`` stands for the date
of the check, ``last_year_end`` for the end of the last fiscal year, and texts get a running number, because one result
converted twice counts once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kechuang.engines.facts.dictionary import Dictionary, FactType, Period
from kechuang.engines.facts.sheet import FactSheet, Row, Value
from kechuang.engines.rules.load.faults import Document, PackFaults
from kechuang.engines.rules.load.reader import Reader
from kechuang.engines.rules.load.standard import read_levers
from kechuang.engines.rules.model import Lever
from kechuang.engines.rules.nearest.exact import to_decimal

# identities of the statements, not thresholds: a part cannot outgrow its whole
WHOLE_OF: Mapping[str, str] = {
    "main_revenue": "revenue",
    "hightech_income": "total_income",
    "tech_staff": "staff",
    "tech_staff_hnte": "staff",
    "rd_staff": "staff",
    "rd_domestic_hnte": "rd_expense_hnte",
}

_MOST_STEPS = 10**6
_SIGNS = {"up": 1, "down": -1}
_TRUTHS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Handle:
    """A lever in the hands of one firm.

    ``moves`` are signed changes a step of numeric facts that are known; ``sets`` is the target when it is not known
    and is counted up from zero; ``truth`` is what a boolean target becomes. ``least`` and ``most`` count steps.
    """

    index: int
    lever: Lever
    least: int
    most: int
    moves: Mapping[str, Fraction] = field(default_factory=dict)
    sets: str = ""
    truth: bool | None = None
    record: str = ""
    row: Row = field(default_factory=dict)

    @property
    def cost(self) -> Fraction:
        """Of one step, in 万元."""
        return self.lever.cost * (1 if self.record or self.truth is not None else self.lever.step)

    def touched(self) -> set[str]:
        """Names of the facts and records that using the lever changes."""
        return {*self.moves, *filter(None, (self.sets, self.record)), *self._boolean()}

    def _boolean(self) -> tuple[str, ...]:
        return () if self.truth is None else (self.lever.target,)


def load_levers(document: Document, dictionary: Dictionary) -> tuple[Lever, ...]:
    """Levers from a file of their own: a mapping with ``levers``, as in a pack.

    Raises:
        PackFaults: with every fault and its line.
    """
    reader = Reader(document)
    parts = reader.mapping(document.data, (), ("levers",), ("levers",))
    levers = read_levers(reader, dictionary, parts.get("levers"))
    if reader.faults:
        raise PackFaults(reader.faults)
    return levers


def fact_year(name: str, dictionary: Dictionary, last_year: int) -> int | None:
    """The year in which a lever changes a fact: the last fiscal year, or ``None`` for a fact of now."""
    return last_year if dictionary.facts[name].period is Period.YEAR else None


def prepare(
    levers: Sequence[Lever], sheet: FactSheet, as_of: date, dictionary: Dictionary, wanted: Collection[str]
) -> tuple[Handle, ...]:
    """The levers that move something among ``wanted``, ready for this firm.

    Raises:
        ValueError: for a lever that cannot be one (no step, negative cost, unknown direction).
    """
    handles: list[Handle] = []
    for lever in levers:
        _refuse_senseless(lever, dictionary)
        handle = _ready(len(handles), lever, sheet, as_of, dictionary, wanted)
        if handle is not None and handle.most >= max(1, handle.least) and handle.touched() & set(wanted):
            handles.append(handle)
    return tuple(handles)


def _ready(
    index: int, lever: Lever, sheet: FactSheet, as_of: date, dictionary: Dictionary, wanted: Collection[str]
) -> Handle | None:
    if lever.target in dictionary.records:
        least, most = _steps(lever, Fraction(1))
        row = {name: _cell(value, as_of) for name, value in lever.row.items()}
        return Handle(index, lever, least, most, record=lever.target, row=row)
    last_year = as_of.year - 1
    value = sheet.value(lever.target, fact_year(lever.target, dictionary, last_year))
    if lever.direction in _TRUTHS:
        truth = _TRUTHS[lever.direction]
        return None if value is truth else Handle(index, lever, 1, 1, truth=truth)
    changes = {lever.target: Fraction(_SIGNS[lever.direction]), **lever.also}
    moves = {
        name: change * lever.step
        for name, change in changes.items()
        if isinstance(sheet.value(name, fact_year(name, dictionary, last_year)), Decimal | int)
    }
    settable = value is None and lever.direction == "up" and lever.target in wanted
    least, most = _steps(lever, lever.step)
    return Handle(index, lever, least, most, moves, lever.target if settable else "")


def _steps(lever: Lever, step: Fraction) -> tuple[int, int]:
    least = 1 if lever.minimum is None else -(-lever.minimum // step)
    most = _MOST_STEPS if lever.maximum is None else lever.maximum // step
    return int(max(1, least)), int(min(_MOST_STEPS, most))


def _cell(value: object, as_of: date) -> Value:
    if value == "as_of":
        return as_of
    if value == "last_year_end":
        return date(as_of.year - 1, 12, 31)
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, Decimal | bool | date | str):
        return value
    raise ValueError(f"行模板的值无效 / not a value of a row: {value!r}")


def _refuse_senseless(lever: Lever, dictionary: Dictionary) -> None:
    if lever.step <= 0 or lever.cost < 0:
        raise ValueError(f"{lever.target}: 步长须为正，成本不得为负 / step above 0, cost not below 0")
    if lever.target in dictionary.records:
        return
    definition = dictionary.facts.get(lever.target)
    if definition is None:
        raise ValueError(f"词典中没有 / unknown fact or record: {lever.target}")
    fits = _TRUTHS if definition.type is FactType.BOOLEAN else _SIGNS if definition.type.is_numeric else {}
    if lever.direction not in fits:
        raise ValueError(
            f"{lever.target}: direction {lever.direction!r} 不适用 / does not fit, use {list(fits)}"
        )
    for name in lever.also:
        other = dictionary.facts.get(name)
        if other is None or not other.type.is_numeric:
            raise ValueError(f"{lever.target}: also {name} 不是数字事实 / is no numeric fact")
    for change in (Fraction(1), *lever.also.values()):
        to_decimal(lever.step * change)
