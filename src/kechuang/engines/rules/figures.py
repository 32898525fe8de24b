"""Figures and margins for explanations: a clause's own value, what it needs, how much room there is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kechuang.engines.facts.sheet import Value
from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.evaluate import Evaluator
from kechuang.engines.rules.expression.outcomes import Number, Outcome
from kechuang.engines.rules.expression.units import kind_of
from kechuang.engines.rules.results import Figure, MarginKind, UsedFact, rooted

RELATIVE_UNITS = frozenset({"万元", "元", "人"})


@dataclass(frozen=True, slots=True)
class Measured:
    """How a condition reads: value, operator, need, unit, and the room between them."""

    value: Figure = Figure()
    operator: str = ""
    need: Figure = Figure()
    unit: str = ""
    margin: Fraction | None = None
    kind: MarginKind | None = None
    thinness: Fraction | None = None
    by_year: tuple[tuple[int, Figure], ...] = ()


def figure(node: n.Node | None, evaluator: Evaluator, shift: int = 0) -> tuple[Figure, str]:
    """A figure and its unit (``ratio`` for fractions of one)."""
    if node is None:
        return Figure(), ""
    kind = kind_of(node, evaluator.dictionary)
    return shown(evaluator.outcome(node, shift)), kind.unit or ""


def shown(outcome: Outcome) -> Figure:
    """An outcome as a figure."""
    if isinstance(outcome, Number):
        return Figure(outcome.low, outcome.high, outcome.root)
    return Figure(plain=outcome.value)


def measure(condition: n.Node, evaluator: Evaluator) -> Measured:
    """Read a condition as value against need. Conditions that are neither a comparison nor a plain statement have
    no single value."""
    match condition:
        case n.Compare(_, n.Count(existence=True), _):
            return Measured(shown(evaluator.outcome(condition)), "==", Figure(plain=True))
        case n.Compare():
            return _comparison(condition, evaluator, 0)
        case n.Window(("each" | "some"), n.Compare() as inner, _, _):
            return _window(condition, inner, evaluator)
        case n.Not(operand) if kind_of(operand, evaluator.dictionary).sort == "boolean":
            return _statement(operand, evaluator, needed=False)
        case n.Member(operand, choices):
            value, _ = figure(operand, evaluator)
            return Measured(value, "in", Figure(plain=", ".join(map(str, choices))))
        case _:
            return _statement(condition, evaluator, needed=True)


def used_facts(keys: tuple[str, ...], evaluator: Evaluator) -> tuple[UsedFact, ...]:
    """The facts behind a result, with their sources."""
    return tuple(_used(key, evaluator) for key in dict.fromkeys(key.split("[")[0] for key in keys))


def _used(key: str, evaluator: Evaluator) -> UsedFact:
    name, _, year = key.partition(":")
    definition = evaluator.dictionary.facts.get(name)
    unit = definition.unit if definition else ""
    observation = evaluator.sheet.used(name, int(year) if year else None)
    if observation is None:
        value: Value | None = None
        if name.startswith("enterprise."):
            value = getattr(evaluator.sheet.enterprise, name.removeprefix("enterprise."))
        return UsedFact(key, value, unit)
    return UsedFact(
        key, observation.value, unit, observation.source, observation.observed_at, observation.official
    )


def _statement(node: n.Node, evaluator: Evaluator, *, needed: bool) -> Measured:
    return Measured(shown(evaluator.outcome(node)), "==", Figure(plain=needed))


def _comparison(node: n.Compare, evaluator: Evaluator, shift: int) -> Measured:
    value, unit = figure(node.left, evaluator, shift)
    need, need_unit = figure(node.right, evaluator, shift)
    operator: str = node.operator
    if isinstance(node.left, n.Literal) and not isinstance(node.right, n.Literal):
        value, need, operator = need, value, _MIRRORED[operator]
    unit = unit or need_unit
    margin = _room(value, need, operator)
    if margin is None:
        return Measured(value, operator, need, unit)
    limit = rooted(need.low or Fraction(0), need.root)
    share = margin / abs(limit) if limit else margin
    relative = unit in RELATIVE_UNITS and limit != 0
    return Measured(
        value,
        operator,
        need,
        unit,
        share if relative else margin,
        MarginKind.RELATIVE if relative else MarginKind.ABSOLUTE,
        share,
    )


def _room(value: Figure, need: Figure, operator: str) -> Fraction | None:
    if not value.exact or not need.exact or operator not in {">=", ">", "<=", "<"}:
        return None
    difference = rooted(value.low or Fraction(0), value.root) - rooted(need.low or Fraction(0), need.root)
    return difference if operator in {">=", ">"} else -difference


def _window(window: n.Window, inner: n.Compare, evaluator: Evaluator) -> Measured:
    """The year that decides: the tightest where every year counts, the best where one is enough."""
    shifts = evaluator.years_of(window)
    years = [(evaluator.last_year + shift, _comparison(inner, evaluator, shift)) for shift in shifts]
    by_year = tuple((year, measured.value) for year, measured in years)
    known = [measured for _, measured in years if measured.thinness is not None]
    if not years:
        return Measured()
    if not known:
        deciding = years[0][1]
    else:
        pick = min if window.kind == "each" else max
        deciding = pick(known, key=lambda measured: measured.thinness or Fraction(0))
    return Measured(
        deciding.value,
        deciding.operator,
        deciding.need,
        deciding.unit,
        deciding.margin,
        deciding.kind,
        deciding.thinness,
        by_year,
    )


_MIRRORED = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "==": "==", "!=": "!="}
