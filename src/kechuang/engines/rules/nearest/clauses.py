"""The clause tree to literals, by the same composition as a check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import FactSheet, Value
from kechuang.engines.rules.expression.evaluate import Evaluator
from kechuang.engines.rules.expression.outcomes import Number
from kechuang.engines.rules.model import Case, Clause, ClauseKind, Standard
from kechuang.engines.rules.nearest.affine import Affine
from kechuang.engines.rules.nearest.conditions import Conditions, Pair, Workshop
from kechuang.engines.rules.nearest.points import moved_points
from kechuang.engines.rules.nearest.program import Lit
from kechuang.engines.rules.scoring import evaluate_score


@dataclass(frozen=True, slots=True)
class Decided:
    """Literals that a clause is met, that it is unmet, and that it does not apply."""

    met: Lit
    unmet: Lit
    absent: Lit = False


@dataclass(frozen=True, slots=True)
class Question:
    """One firm, one standard, one date."""

    standard: Standard
    sheet: FactSheet
    as_of: date
    case: Case
    dictionary: Dictionary


class Clauses:
    def __init__(self, question: Question, shop: Workshop) -> None:
        self.question = question
        self.shop = shop
        self.program = shop.program
        self._numbers: Mapping[str, Number] = {}
        self._points: Mapping[str, Affine] = {}
        score = question.standard.score
        if score is not None:
            plain = self._evaluator({})
            self._numbers = evaluate_score(score, plain).points
            self._points = moved_points(score, Conditions(shop, plain), self._numbers)
        self._plain = self._conditions({})

    def whole(self) -> Decided:
        """The standard as a whole."""
        return self._all([self.decide(clause) for clause in self.question.standard.clauses])

    def decide(self, clause: Clause) -> Decided:
        applies = self._applies(clause)
        if applies.no is True:
            return Decided(False, False, True)
        found = self._own(clause)
        if clause.unless is not None:
            found = self._at_least([found, self.decide(clause.unless)], 1)
        if applies.yes is True:
            return found
        program = self.program
        # where it is not known whether the clause applies, only meeting it settles the matter
        met = found.met if applies.no is False else program.all_of((found.met, applies.yes))
        return Decided(met, program.all_of((found.unmet, applies.yes)), applies.no)

    def _own(self, clause: Clause) -> Decided:
        if clause.kind is ClauseKind.JUDGE:
            return Decided(self.shop.lenient, False)
        if clause.kind is ClauseKind.CONDITION and clause.condition is not None:
            conditions = self._conditions(clause.presumed) if clause.presumed else self._plain
            pair = conditions.truth(clause.condition)
            return Decided(pair.yes, pair.no)
        parts = [self.decide(part) for part in clause.parts]
        match clause.kind:
            case ClauseKind.ANY:
                return self._at_least(parts, 1)
            case ClauseKind.AT_LEAST:
                return self._at_least(parts, clause.needed)
            case ClauseKind.NOT:
                return Decided(parts[0].unmet, parts[0].met, parts[0].absent)
            case _:
                return self._all(parts)

    def _all(self, parts: list[Decided]) -> Decided:
        counted = [part for part in parts if part.absent is not True]
        if not counted:
            return Decided(False, False, True)
        program = self.program
        met = [program.any_of((part.met, part.absent)) for part in counted]
        some = program.any_of(part.met for part in counted)
        return Decided(
            program.all_of((*met, some)),
            program.any_of(part.unmet for part in counted),
            program.all_of(part.absent for part in counted),
        )

    def _at_least(self, parts: list[Decided], needed: int) -> Decided:
        counted = [part for part in parts if part.absent is not True]
        if not counted:
            return Decided(False, False, True)
        program = self.program
        out = [program.any_of((part.unmet, part.absent)) for part in counted]
        return Decided(
            program.at_least(needed, [part.met for part in counted]),
            program.at_least(len(counted) - needed + 1, out),
            program.all_of(part.absent for part in counted),
        )

    def _applies(self, clause: Clause) -> Pair:
        limits, question = clause.applies, self.question
        never = Pair(False, True)
        if question.case not in limits.cases:
            return never
        if limits.start is not None and question.as_of < limits.start:
            return never
        if limits.end is not None and question.as_of > limits.end:
            return never
        region = question.sheet.enterprise.region
        if limits.region and not region:
            return Pair(False, False)
        if not region.startswith(limits.region):
            return never
        return Pair(True, False) if limits.when is None else self._plain.truth(limits.when)

    def _evaluator(self, presumed: Mapping[str, Value]) -> Evaluator:
        question = self.question
        return Evaluator(question.sheet, question.as_of, question.dictionary, self._numbers, presumed)

    def _conditions(self, presumed: Mapping[str, Value]) -> Conditions:
        return Conditions(self.shop, self._evaluator(presumed), self._points)
