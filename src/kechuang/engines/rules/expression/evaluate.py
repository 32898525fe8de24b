"""The exact scalar reader: one firm, one date, every outcome with its grounds and no float anywhere.

A missing fact is an interval (from the bounds that the dictionary knows), so a rule is decided as soon as no value
of what is missing could change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import reduce
from itertools import pairwise

from kechuang.engines.facts.dictionary import (
    Dictionary,
    FactDefinition,
)
from kechuang.engines.facts.sheet import FactSheet, Value, fact_key
from kechuang.engines.rules.expression import interval
from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.compare import compare
from kechuang.engines.rules.expression.dates import full_years, years_after
from kechuang.engines.rules.expression.outcomes import (
    NOTHING,
    Moment,
    Note,
    Number,
    Outcome,
    Remark,
    RowVerdict,
    Truth,
    Why,
    Word,
    all_true,
    any_true,
    because,
)
from kechuang.engines.rules.expression.render import render
from kechuang.engines.rules.expression.rows import Row, conjuncts, tally
from kechuang.engines.rules.expression.values import constant, missing, plain, stated

ESTABLISHED = "established_date"
IN_FORCE = "in_force"


class Evaluator:
    """Evaluates bound trees for one sheet on one date.

    Args:
        points: the score items, classes and total, for ``points(…)``.
        presumed: current facts taken for a value when nobody stated them; every use is named in the grounds.
    """

    def __init__(
        self,
        sheet: FactSheet,
        as_of: date,
        dictionary: Dictionary,
        points: Mapping[str, Number] | None = None,
        presumed: Mapping[str, Value] | None = None,
    ) -> None:
        self.sheet = sheet
        self.as_of = as_of
        self.dictionary = dictionary
        self.points = points or {}
        self.presumed = presumed or {}
        # the node is kept beside its outcome: an identity is only unique while the node lives
        self._known: dict[tuple[int, int], tuple[n.Node, Outcome]] = {}

    @property
    def last_year(self) -> int:
        return self.as_of.year - 1

    def presuming(self, presumed: Mapping[str, Value]) -> Evaluator:
        """The same firm on the same date, with more current facts taken for a value while nobody stated them."""
        return Evaluator(self.sheet, self.as_of, self.dictionary, self.points, {**self.presumed, **presumed})

    def truth(self, node: n.Node) -> Truth:
        return self._truth(node, 0, None)

    def number(self, node: n.Node) -> Number:
        return self._number(node, 0, None)

    def outcome(self, node: n.Node, shift: int = 0) -> Outcome:
        return self._evaluate(node, shift, None)

    def years_of(self, window: n.Window) -> tuple[int, ...]:
        """The shifts (0, -1, …) of a window's years."""
        return tuple(-back for back in range(self._length(window)))

    def _truth(self, node: n.Node, shift: int, row: Row | None) -> Truth:
        found = self._evaluate(node, shift, row)
        if not isinstance(found, Truth):
            raise TypeError(f"not a condition: {render(node)}")
        return found

    def _number(self, node: n.Node, shift: int, row: Row | None) -> Number:
        found = self._evaluate(node, shift, row)
        if not isinstance(found, Number):
            raise TypeError(f"not a number: {render(node)}")
        return found

    def _evaluate(self, node: n.Node, shift: int, row: Row | None) -> Outcome:
        if row is not None:
            return self._fresh(node, shift, row)
        key = (id(node), shift)
        if key not in self._known:
            self._known[key] = (node, self._fresh(node, shift, None))
        return self._known[key][1]

    def _fresh(  # noqa: C901 - one case for each kind of node
        self, node: n.Node, shift: int, row: Row | None
    ) -> Outcome:
        match node:
            case n.Literal(value, _):
                return constant(value)
            case n.AsOf():
                return Moment(self.as_of)
            case n.YearEnd():
                return Moment(date(self.last_year, 12, 31))
            case n.Year(offset):
                year = Fraction(self.last_year + offset + shift)
                return Number(year, year)
            case n.YearlyFact(name, offset):
                return self._fact(self.dictionary.facts[name], self.last_year + offset + shift)
            case n.CurrentFact(name):
                return self._fact(self.dictionary.facts[name], None)
            case n.Attribute(name):
                return Word(getattr(self.sheet.enterprise, name) or None, Why(facts=(f"enterprise.{name}",)))
            case n.Column() if row is not None:
                return row.cell(node.name)
            case n.Points(name):
                return self.points[name]
            case n.Arithmetic():
                return self._arithmetic(node, shift, row)
            case n.Negative(operand):
                found = self._number(operand, shift, row)
                return Number(*interval.negate(found.interval), found.why)
            case n.Compare(operator, left, right):
                return compare(
                    operator,
                    self._evaluate(left, shift, row),
                    self._evaluate(right, shift, row),
                    node,
                )
            case n.Member(operand, choices):
                return _member(self._evaluate(operand, shift, row), choices)
            case n.AllOf(parts):
                return all_true(self._truth(part, shift, row) for part in parts)
            case n.AnyOf(parts):
                return any_true(self._truth(part, shift, row) for part in parts)
            case n.Not(operand):
                found_truth = self._truth(operand, shift, row)
                return replace(
                    found_truth, value=None if found_truth.value is None else not found_truth.value
                )
            case n.If():
                return self._choose(node, shift, row)
            case n.Count():
                return self._count(node)
            case n.Window():
                return self._window(node, shift)
            case n.Growth():
                return self._growth(node, shift)
            case n.Call():
                return self._call(node, shift, row)
        raise TypeError(f"unbound: {render(node)}")

    def _fact(self, definition: FactDefinition, year: int | None) -> Outcome:
        key = fact_key(definition.name, year)
        value = self.sheet.value(definition.name, year)
        if value is not None:
            return stated(value, Why(facts=(key,)))
        if year is None and definition.name in self.presumed:
            presumed = self.presumed[definition.name]
            return stated(presumed, Why(facts=(key,), presumed=(f"{key}={plain(presumed)}",)))
        return missing(definition, key)

    def _arithmetic(self, node: n.Arithmetic, shift: int, row: Row | None) -> Number:
        left, right = self._number(node.left, shift, row), self._number(node.right, shift, row)
        why = because((left.why, right.why))
        match node.operator:
            case "+":
                return Number(*interval.add(left.interval, right.interval), why)
            case "-":
                return Number(*interval.add(left.interval, interval.negate(right.interval)), why)
            case "*":
                return Number(*interval.multiply(left.interval, right.interval), why)
            case "/":
                return _divided(left, right, why, node.right)

    def _choose(self, node: n.If, shift: int, row: Row | None) -> Outcome:
        condition = self._truth(node.condition, shift, row)
        if condition.value is not None:
            chosen = self._evaluate(node.then if condition.value else node.otherwise, shift, row)
            return replace(chosen, why=because((condition.why, chosen.why)))
        then, otherwise = self._evaluate(node.then, shift, row), self._evaluate(node.otherwise, shift, row)
        why = because((condition.why, then.why, otherwise.why))
        if isinstance(then, Number) and isinstance(otherwise, Number):
            return Number(*interval.hull(then.interval, otherwise.interval), why)
        if isinstance(then, Truth) and isinstance(otherwise, Truth):
            return Truth(then.value if then.value is otherwise.value else None, why)
        raise TypeError(f"if() chooses between numbers or conditions: {render(node)}")

    def _count(self, node: n.Count) -> Number:
        rows = self.sheet.records.get(node.record)
        if rows is None:
            return Number(Fraction(0), None, Why(facts=(node.record,), missing=(node.record,)))
        columns = self.dictionary.records[node.record].columns
        conditions = tuple((condition, render(condition)) for condition in conjuncts(node.where))
        verdicts: list[RowVerdict] = []
        grounds = [Why(facts=(node.record,))]
        sure: list[Value | None] = []
        maybe: list[Value | None] = []
        for index, cells in enumerate(rows):
            verdict, why = self._row(conditions, Row(node.record, index, cells, columns))
            verdicts.append(verdict)
            grounds.append(why)
            if verdict.verdict is not False:
                (sure if verdict.verdict else maybe).append(cells.get(node.distinct or ""))
        low, high = tally(sure, maybe, distinct=node.distinct is not None)
        why = because(grounds)
        missing = why.missing if low != high else ()
        if low != high and not missing:
            missing = (f"{node.record}.{node.distinct}",)
        return Number(low, high, replace(why, missing=missing, rows=tuple(verdicts)))

    def _row(self, conditions: tuple[tuple[n.Node, str], ...], row: Row) -> tuple[RowVerdict, Why]:
        results = [(text, self._truth(condition, 0, row)) for condition, text in conditions]
        for text, result in results:
            if result.value is False:
                return RowVerdict(row.record, row.index, False, text), NOTHING
        for text, result in results:
            if result.value is None:
                verdict = RowVerdict(row.record, row.index, None, text)
                return verdict, because(result.why for _, result in results)
        return RowVerdict(row.record, row.index, True), because(result.why for _, result in results)

    def _length(self, node: n.Window | n.Growth) -> int:
        """Years of a window that count; of a growth, steps between operating years."""
        if not node.operating:
            return node.years
        established = self.sheet.value(ESTABLISHED)
        if not isinstance(established, date):
            return node.years
        operated = self.last_year - established.year
        if isinstance(node, n.Window):
            operated += 1
        return max(0, min(node.years, operated))

    def _window(self, node: n.Window, shift: int) -> Outcome:
        shifts = [shift - back for back in range(self._length(node))]
        if node.kind in {"each", "some"}:
            parts = [self._truth(node.body, each, None) for each in shifts]
            if not parts:
                return Truth(None, Why(remarks=(Remark(Note.NO_OPERATING_YEAR, render(node)),)))
            return all_true(parts) if node.kind == "each" else any_true(parts)
        figures = [self._number(node.body, each, None) for each in shifts]
        why = because(figure.why for figure in figures)
        if not figures:
            return Number(None, None, Why(remarks=(Remark(Note.NO_OPERATING_YEAR, render(node)),)))
        spans = [figure.interval for figure in figures]
        match node.kind:
            case "least":
                return Number(*reduce(interval.minimum, spans), why)
            case "most":
                return Number(*reduce(interval.maximum, spans), why)
        total = reduce(interval.add, spans)
        if node.kind == "mean":
            total = interval.multiply(total, (Fraction(1, len(spans)),) * 2)
        return Number(*total, why)

    def _growth(self, node: n.Growth, shift: int) -> Number:
        years = self._length(node)
        if years == 0:
            # a firm in its first year has no earlier year to grow from: the convention is no growth
            return Number(
                Fraction(0), Fraction(0), Why(remarks=(Remark(Note.NO_OPERATING_YEAR, render(node)),))
            )
        figures = [self._number(node.body, shift - back, None) for back in range(years + 1)]
        if node.kind == "compound_growth" and years > 1:
            last, base = figures[0], figures[-1]
            rate = _divided(last, base, because((base.why, last.why)), node.body)
            return replace(rate, root=years)
        rates = [
            _divided(later, earlier, because((earlier.why, later.why)), node.body)
            for later, earlier in pairwise(figures)
        ]
        total = reduce(interval.add, (rate.interval for rate in rates))
        mean = interval.multiply(total, (Fraction(1, years),) * 2)
        return Number(*interval.add(mean, (Fraction(-1),) * 2), because(rate.why for rate in rates))

    def _call(self, node: n.Call, shift: int, row: Row | None) -> Outcome:
        if node.function == "in_force":
            return self._in_force(node, shift, row)
        arguments = [self._evaluate(argument, shift, row) for argument in node.arguments]
        why = because(argument.why for argument in arguments)
        match node.function, arguments:
            case (("min" | "max"), _):
                spans = [argument.interval for argument in arguments if isinstance(argument, Number)]
                pick = interval.minimum if node.function == "min" else interval.maximum
                return Number(*reduce(pick, spans), why)
            case "floor", [Number(low, high)]:
                return Number(_floor(low), _floor(high), why)
            case "full_years", [Moment(start), Moment(end)]:
                return _whole(None if start is None or end is None else full_years(start, end), why)
            case "days_since", [Moment(start)]:
                return _whole(None if start is None else (self.as_of - start).days, why)
            case "year_of", [Moment(value)]:
                return _whole(None if value is None else value.year, why)
            case "within", [Moment(value), Number(_, high)] if high is not None:
                start = years_after(self.as_of, -int(high))
                return Truth(None if value is None else start <= value <= self.as_of, why)
            case "years_after", [Moment(value), Number(_, high)] if high is not None:
                return Moment(None if value is None else years_after(value, int(high)), why)
        raise TypeError(f"cannot be evaluated: {render(node)}")

    def _in_force(self, node: n.Call, shift: int, row: Row | None) -> Truth:
        start, end = (self._evaluate(argument, shift, row) for argument in node.arguments)
        if not isinstance(start, Moment) or not isinstance(end, Moment):
            raise TypeError(f"in_force() takes two dates: {render(node)}")
        begun = Truth(None if start.value is None else start.value <= self.as_of, start.why)
        lasts = Truth(None if end.value is None else end.value >= self.as_of, end.why)
        last_argument = node.arguments[1]
        if (
            end.value is None
            and row is not None
            and isinstance(last_argument, n.Column)
            and row.columns[last_argument.name].presumed == IN_FORCE
        ):
            lasts = Truth(True, Why(presumed=(f"{row.record}.{last_argument.name}={IN_FORCE}",)))
        return all_true((begun, lasts))


def _divided(left: Number, right: Number, why: Why, divisor: n.Node) -> Number:
    if right.exact == 0:
        return Number(
            None, None, replace(why, remarks=(*why.remarks, Remark(Note.ZERO_DIVISOR, render(divisor))))
        )
    return Number(*interval.divide(left.interval, right.interval), why)


def _member(operand: Outcome, choices: tuple[n.Scalar, ...]) -> Truth:
    if isinstance(operand, Number):
        exact = operand.exact
        return Truth(None if exact is None else exact in choices, operand.why)
    return Truth(None if operand.value is None else operand.value in choices, operand.why)


def _floor(end: Fraction | None) -> Fraction | None:
    return None if end is None else Fraction(end.numerator // end.denominator)


def _whole(value: int | None, why: Why) -> Number:
    end = None if value is None else Fraction(value)
    return Number(end, end, why)
