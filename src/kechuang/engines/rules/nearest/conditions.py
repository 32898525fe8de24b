"""Bound conditions to literals: certainly true and certainly false, each as far as levers can bring it.

What no lever moves, and what is not linear in the levers, has its present value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import pairwise

from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.evaluate import Evaluator
from kechuang.engines.rules.expression.outcomes import Number, Truth
from kechuang.engines.rules.nearest import affine
from kechuang.engines.rules.nearest.affine import Affine, NotLinearError, Quotient, constant
from kechuang.engines.rules.nearest.counts import counted
from kechuang.engines.rules.nearest.levers import Handle
from kechuang.engines.rules.nearest.program import Lit, Program

_Side = tuple[n.Node, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A condition: literal that it certainly holds, literal that it certainly does not."""

    yes: Lit
    no: Lit

    def turned(self) -> Pair:
        return Pair(self.no, self.yes)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What compiling needs: the program, the levers with their literals *used*, and whether what only people judge
    counts as granted (``lenient``)."""

    program: Program
    handles: Sequence[Handle]
    used: Sequence[Lit]
    lenient: bool = False

    def moved(self) -> frozenset[str]:
        return frozenset(name for handle in self.handles for name in handle.touched())


class Conditions:
    """Compiles for one evaluator, whose sheet is the present.

    Args:
        points: score items, classes and the total that levers move, each as the points it certainly has.
    """

    def __init__(
        self, shop: Workshop, evaluator: Evaluator, points: Mapping[str, Affine] | None = None
    ) -> None:
        self.shop = shop
        self.program = shop.program
        self.evaluator = evaluator
        self.points = points or {}
        self._moved = shop.moved()

    def depends(self, node: n.Node) -> bool:
        """Whether a lever may move it."""
        for inner in n.walk(node):
            match inner:
                case n.YearlyFact(name, _) | n.CurrentFact(name) | n.Count(name, _, _) if name in self._moved:
                    return True
                case n.Points(name) if name in self.points:
                    return True
        return False

    def truth(self, node: n.Node, shift: int = 0) -> Pair:
        if not self.depends(node):
            return self._present(node, shift)
        try:
            return self._moving(node, shift)
        except NotLinearError:
            return self._present(node, shift)

    def _present(self, node: n.Node, shift: int) -> Pair:
        found = self.evaluator.outcome(node, shift)
        if not isinstance(found, Truth):
            raise NotLinearError
        granted = self.shop.lenient and found.value is None and found.why.is_open_for_people_only
        return Pair(found.value is True or granted, found.value is False or granted)

    def _moving(self, node: n.Node, shift: int) -> Pair:
        program = self.program
        match node:
            case n.Compare():
                return self._compare(node, shift)
            case n.AllOf(parts):
                return self._all([self.truth(part, shift) for part in parts])
            case n.AnyOf(parts):
                return self._all([self.truth(part, shift).turned() for part in parts]).turned()
            case n.Not(operand):
                return self.truth(operand, shift).turned()
            case n.If(condition, then, otherwise):
                split, first, second = (self.truth(part, shift) for part in (condition, then, otherwise))
                return Pair(
                    self._either(split, first.yes, second.yes), self._either(split, first.no, second.no)
                )
            case n.Window("each" | "some" as kind, body, _, _):
                years = [self.truth(body, shift + back) for back in self.evaluator.years_of(node)]
                if not years:
                    return self._present(node, shift)
                return (
                    self._all(years)
                    if kind == "each"
                    else self._all([year.turned() for year in years]).turned()
                )
            case n.CurrentFact(name):
                now = self._present(node, shift)
                for handle, used in zip(self.shop.handles, self.shop.used, strict=True):
                    if handle.truth is not None and handle.lever.target == name:
                        way = now if handle.truth else now.turned()
                        way = Pair(program.any_of((way.yes, used)), program.all_of((way.no, ~used)))
                        now = way if handle.truth else way.turned()
                return now
        raise NotLinearError

    def _all(self, parts: list[Pair]) -> Pair:
        program = self.program
        return Pair(program.all_of(part.yes for part in parts), program.any_of(part.no for part in parts))

    def _either(self, split: Pair, then: Lit, otherwise: Lit) -> Lit:
        program = self.program
        pairs = ((split.yes, then), (split.no, otherwise), (then, otherwise))
        return program.any_of(program.all_of(pair) for pair in pairs)

    def _compare(self, node: n.Compare, shift: int) -> Pair:
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(other, n.Literal) and isinstance(other.value, bool):
                same = self.truth(side, shift)
                return same if other.value is (node.operator == "==") else same.turned()
        left, right = (node.left, shift), (node.right, shift)
        if node.operator in {"<=", "<"}:
            left, right = right, left
        match node.operator:
            case ">=" | "<=":
                found = Pair(self._no_less(left, right), self._no_less(right, left, strictly=True))
            case ">" | "<":
                found = Pair(self._no_less(left, right, strictly=True), self._no_less(right, left))
            case _:
                found = self._all(
                    [
                        Pair(self._no_less(one, other), self._no_less(other, one, strictly=True))
                        for one, other in ((left, right), (right, left))
                    ]
                )
                found = found if node.operator == "==" else found.turned()
        if self._rests_on_missing(node):
            # decided whatever the missing fact may be, so decided without stating it
            now = self._present(node, shift)
            return Pair(self.program.any_of((found.yes, now.yes)), self.program.any_of((found.no, now.no)))
        return found

    def _rests_on_missing(self, node: n.Node) -> bool:
        sets = {handle.sets for handle in self.shop.handles if handle.sets}
        names = {inner.name for inner in n.walk(node) if isinstance(inner, n.YearlyFact | n.CurrentFact)}
        moved = {name for handle in self.shop.handles for name in handle.moves}
        return bool(names & sets) and not names & moved

    def _no_less(self, left: _Side, right: _Side, *, strictly: bool = False) -> Lit:
        """Certainly ``left >= right`` (``>`` when strictly)."""
        program = self.program
        for (node, shift), is_left in ((left, True), (right, False)):

            def against(part: _Side, *, is_left: bool = is_left) -> Lit:
                pair = (part, right) if is_left else (left, part)
                return self._no_less(*pair, strictly=strictly)

            match node:
                case n.If(condition, then, otherwise) if self.depends(node):
                    split = self.truth(condition, shift)
                    return self._either(split, against((then, shift)), against((otherwise, shift)))
                case n.Call("min" | "max" as kind, arguments) if self.depends(node):
                    parts = [against((argument, shift)) for argument in arguments]
                    return program.any_of(parts) if (kind == "max") is is_left else program.all_of(parts)
                case n.Window("most" | "least" as kind, body, _, _) if self.depends(node):
                    backs = self.evaluator.years_of(node)
                    parts = [against((body, shift + back)) for back in backs]
                    return program.any_of(parts) if (kind == "most") is is_left else program.all_of(parts)
        first, *divisors = affine.is_never_less(self._number(*left), self._number(*right))
        stated = [self.shop.used[index] for part in (first, *divisors) for index in part.set_by]
        return program.all_of(
            [
                *stated,
                program.not_negative(first, strictly=strictly),
                *(program.not_negative(divisor, strictly=True) for divisor in divisors),
            ]
        )

    def figure(self, node: n.Node) -> Affine:
        """A number that is linear in the levers.

        Raises:
            NotLinearError: otherwise.
        """
        found = self._number(node, 0)
        if found.root != 1 or found.under != affine.ONE:
            raise NotLinearError
        return found.over

    def _number(self, node: n.Node, shift: int) -> Quotient:
        if not self.depends(node):
            return self._known(node, shift)
        match node:
            case n.YearlyFact(_, offset) if offset + shift != 0:
                return self._known(node, shift)
            case n.YearlyFact(name, _) | n.CurrentFact(name):
                return Quotient(self._fact(node, name, shift))
            case n.Points(name):
                return Quotient(self.points[name])
            case n.Count():
                return Quotient(counted(node, self.evaluator, self.shop.handles))
            case n.Negative(operand):
                return affine.multiply(Quotient(constant(Fraction(-1))), self._number(operand, shift))
            case n.Arithmetic():
                return self._arithmetic(node, shift)
            case n.Window("sum" | "mean" as kind, body, _, _):
                years = [self._number(body, shift + back) for back in self.evaluator.years_of(node)]
                if not years:
                    raise NotLinearError
                total = reduce(affine.add, years)
                share = Fraction(1, len(years)) if kind == "mean" else Fraction(1)
                return affine.multiply(total, Quotient(constant(share)))
            case n.Growth():
                return self._growth(node, shift)
        raise NotLinearError

    def _arithmetic(self, node: n.Arithmetic, shift: int) -> Quotient:
        left, right = self._number(node.left, shift), self._number(node.right, shift)
        match node.operator:
            case "+":
                return affine.add(left, right)
            case "-":
                return affine.add(left, affine.multiply(Quotient(constant(Fraction(-1))), right))
            case "*":
                return affine.multiply(left, right)
            case "/":
                return affine.divide(left, right)

    def _growth(self, node: n.Growth, shift: int) -> Quotient:
        # the same years as the window of the same length and one more, which is what an operating growth counts
        years = len(self.evaluator.years_of(n.Window("sum", node.body, node.years + 1, node.operating))) - 1
        if years < 1:
            raise NotLinearError
        figures = [self._number(node.body, shift - back) for back in range(years + 1)]
        if node.kind == "compound_growth" and years > 1:
            ratio = affine.divide(figures[0], figures[-1])
            return Quotient(ratio.over, ratio.under, years)
        rates = [affine.divide(later, earlier) for later, earlier in pairwise(figures)]
        mean = affine.multiply(reduce(affine.add, rates), Quotient(constant(Fraction(1, years))))
        return affine.add(mean, Quotient(constant(Fraction(-1))))

    def _known(self, node: n.Node, shift: int) -> Quotient:
        found = self.evaluator.outcome(node, shift)
        if not isinstance(found, Number):
            raise NotLinearError
        return Quotient(Affine(found.low, found.high), root=found.root)

    def _fact(self, node: n.YearlyFact | n.CurrentFact, name: str, shift: int) -> Affine:
        year = self.evaluator.last_year if isinstance(node, n.YearlyFact) else None
        value = self.evaluator.sheet.value(name, year)
        if isinstance(value, Decimal | int):
            terms = {handle.index: handle.moves[name] for handle in self.shop.handles if name in handle.moves}
            return Affine(Fraction(value), Fraction(value), terms)
        for handle in self.shop.handles:
            if handle.sets == name:
                zero = Fraction(0)
                return Affine(zero, zero, {handle.index: handle.lever.step}, frozenset({handle.index}))
        return self._known(node, shift).over
