"""Scores that levers move: the points that are certain, as variables of the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import lcm

from kechuang.engines.rules.expression.outcomes import Number
from kechuang.engines.rules.model import Score, ScoreItem
from kechuang.engines.rules.nearest.affine import Affine, NotLinearError, constant
from kechuang.engines.rules.nearest.conditions import Conditions
from kechuang.engines.rules.nearest.program import Lit

ZERO = constant(Fraction(0))
# points of a formula are counted down to a thousandth, so a claim is never more than the rule gives
_FINEST = 1000


def moved_points(score: Score, conditions: Conditions, known: Mapping[str, Number]) -> dict[str, Affine]:
    """Items, classes and total that a lever moves, by name; the upper end stays open.

    Args:
        known: the points of the present, for what no lever moves.
    """
    return _Points(score, conditions, known).found()


@dataclass(frozen=True, slots=True)
class _Choice:
    """Points that an item has where the literal holds."""

    points: Affine
    literal: Lit


class _Points:
    def __init__(self, score: Score, conditions: Conditions, known: Mapping[str, Number]) -> None:
        self.score = score
        self.conditions = conditions
        self.program = conditions.program
        self.known = known
        ends = [end for item in score.items for end in _ends(item)]
        self.finest = lcm(_FINEST, *(end.denominator for end in ends))

    def found(self) -> dict[str, Affine]:
        names: dict[str, Affine] = {}
        for item in self.score.items:
            if self._depends(item):
                names[item.id] = self._item(item)
        for group in self.score.groups:
            members = [item for item in self.score.items if item.group == group.id]
            if any(item.id in names for item in members):
                parts = [names[item.id] if item.id in names else self._certain(item.id) for item in members]
                most = sum((item.maximum for item in members), Fraction(0))
                names[group.id] = self._capped(parts, most, group.maximum)
        if names:
            loose = [(item.id, item.maximum) for item in self.score.items if not item.group]
            tops = [*loose, *((group.id, group.maximum) for group in self.score.groups)]
            parts = [names[name] if name in names else self._certain(name) for name, _ in tops]
            most = sum((maximum for _, maximum in tops), Fraction(0))
            names["total"] = self._capped(parts, most, self.score.maximum)
        # what a score may at most be is not followed: no rule is met by having fewer points
        return {name: Affine(part.low, None, part.terms, part.set_by) for name, part in names.items()}

    def _depends(self, item: ScoreItem) -> bool:
        trees = [band.condition for band in item.bands]
        if item.points is not None:
            trees.append(item.points)
        return any(map(self.conditions.depends, trees)) or any(map(self._depends, item.alternatives))

    def _certain(self, name: str) -> Affine:
        number = self.known[name]
        granted = self.conditions.shop.lenient and not number.why.missing
        end = number.high if granted else number.low
        return constant(end or Fraction(0))

    def _item(self, item: ScoreItem) -> Affine:
        choices = self._choices(item)
        self.program.at_most_one([choice.literal for choice in choices])
        return reduce(Affine.plus, (choice.points for choice in choices), ZERO)

    def _choices(self, item: ScoreItem) -> list[_Choice]:
        if item.alternatives:
            return [choice for option in item.alternatives for choice in self._choices(option)]
        if item.points is not None:
            return self._formula(item)
        lenient = self.conditions.shop.lenient
        choices = []
        earlier: list[tuple[Fraction, Lit]] = []
        for band in item.bands:
            points = band.high if lenient else band.low
            holds = self.conditions.truth(band.condition)
            if holds.yes is not False and points > 0:
                index, literal = self.program.flag()
                # an earlier band that may also hold does no harm when it gives as much
                richer = [no for given, no in earlier if given < points]
                self.program.implies(literal, (holds.yes, *richer))
                choices.append(_Choice(Affine(Fraction(0), Fraction(0), {index: points}), literal))
            earlier.append((points, holds.no))
        return choices

    def _formula(self, item: ScoreItem) -> list[_Choice]:
        if item.points is None:
            return []
        try:
            figure = self.conditions.figure(item.points)
        except NotLinearError:
            found = self.conditions.evaluator.number(item.points)
            figure = Affine(found.low, found.high)
        if figure.low is None:
            return []
        most = int(item.maximum * self.finest)
        index, literal = self.program.flag()
        own = self.program.variable(most)
        points = Affine(Fraction(0), Fraction(0), {own: Fraction(1, self.finest)})
        stated = [self.conditions.shop.used[lever] for lever in figure.set_by]
        self.program.implies(literal, (*stated, self.program.not_negative(figure.minus(points))))
        ceiling = Affine(Fraction(0), Fraction(0), {index: Fraction(most), own: Fraction(-1)})
        self.program.require(ceiling)
        return [_Choice(points, literal)]

    def _capped(self, parts: list[Affine], most: Fraction, maximum: Fraction) -> Affine:
        total = reduce(Affine.plus, parts, ZERO)
        if most <= maximum:
            return total
        own = self.program.variable(int(maximum * self.finest))
        capped = Affine(Fraction(0), Fraction(0), {own: Fraction(1, self.finest)})
        self.program.require(total.minus(capped))
        return capped


def _ends(item: ScoreItem) -> list[Fraction]:
    ends = [end for band in item.bands for end in (band.low, band.high)]
    return [*ends, item.maximum, *(end for option in item.alternatives for end in _ends(option))]
