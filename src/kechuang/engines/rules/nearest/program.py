"""The integer program: literals that imply linear conditions, solved for the least cost.

Every literal made here is implied one way only: where it is true its condition certainly holds. That suffices, since
conditions are compiled as *certainly true* and *certainly false* apart and nothing is negated afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from kechuang.engines.rules.nearest.affine import Affine

# a known truth, or a Boolean variable of the solver, which ships no types
Lit = Any

# the solver counts in 64 bits; sums stay well below
_LARGEST = 2**50
_EFFORT = 10.0


class Program:
    def __init__(self) -> None:
        from ortools.sat.python import cp_model

        self._solver_module = cp_model
        self.model: Any = cp_model.CpModel()
        self._variables: list[Any] = []
        self._most: list[int] = []

    def variable(self, most: int) -> int:
        """A whole number from 0 to ``most``; its number."""
        self._variables.append(self.model.new_int_var(0, most, f"v{len(self._variables)}"))
        self._most.append(most)
        return len(self._variables) - 1

    def flag(self) -> tuple[int, Lit]:
        """A variable of 0 or 1, as a number and as a literal."""
        literal = self.model.new_bool_var(f"v{len(self._variables)}")
        self._variables.append(literal)
        self._most.append(1)
        return len(self._variables) - 1, literal

    def used(self, index: int, least: int) -> Lit:
        """True exactly where the variable is not 0; it is then at least ``least``."""
        literal = self.model.new_bool_var(f"used{index}")
        self.model.add(self._variables[index] >= max(1, least)).only_enforce_if(literal)
        self.model.add(self._variables[index] == 0).only_enforce_if(~literal)
        return literal

    def all_of(self, parts: Iterable[Lit]) -> Lit:
        open_parts = []
        for part in parts:
            if part is False:
                return False
            if part is not True:
                open_parts.append(part)
        if len(open_parts) < 2:
            return open_parts[0] if open_parts else True
        literal = self.model.new_bool_var("")
        self.model.add_bool_and(open_parts).only_enforce_if(literal)
        return literal

    def any_of(self, parts: Iterable[Lit]) -> Lit:
        open_parts = []
        for part in parts:
            if part is True:
                return True
            if part is not False:
                open_parts.append(part)
        if len(open_parts) < 2:
            return open_parts[0] if open_parts else False
        literal = self.model.new_bool_var("")
        self.model.add_bool_or(open_parts).only_enforce_if(literal)
        return literal

    def at_least(self, needed: int, parts: Sequence[Lit]) -> Lit:
        needed -= sum(part is True for part in parts)
        open_parts = [part for part in parts if part is not True and part is not False]
        if needed <= 0:
            return True
        if needed > len(open_parts):
            return False
        if needed == 1:
            return self.any_of(open_parts)
        literal = self.model.new_bool_var("")
        self.model.add(sum(open_parts) >= needed).only_enforce_if(literal)
        return literal

    def not_negative(self, figure: Affine, *, strictly: bool = False) -> Lit:
        """Certainly at least zero, or certainly more."""
        if figure.low is None:
            return False
        start, factors = self._whole(figure.low, figure)
        least = int(strictly)
        if start + sum(min(0, factor) * self._most[index] for index, factor in factors) >= least:
            return True
        if start + sum(max(0, factor) * self._most[index] for index, factor in factors) < least:
            return False
        literal = self.model.new_bool_var("")
        self.model.add(self._sum(start, factors) >= least).only_enforce_if(literal)
        return literal

    def require(self, figure: Affine) -> None:
        """Never negative, whatever else is chosen."""
        if figure.low is not None:
            self.model.add(self._sum(*self._whole(figure.low, figure)) >= 0)

    def at_most_one(self, literals: Sequence[Lit]) -> None:
        self.model.add_at_most_one(literals)

    def implies(self, literal: Lit, consequences: Iterable[Lit]) -> None:
        held = self.all_of(consequences)
        if held is not True:
            self.model.add_implication(literal, held) if held is not False else self.model.add_bool_or(
                [~literal]
            )

    def demand(self, literal: Lit) -> bool:
        """Make it true for good; ``False`` when it cannot be."""
        if literal is not True and literal is not False:
            self.model.add_bool_or([literal])
        return literal is not False

    def forbid_all(self, literals: Sequence[Lit]) -> None:
        """Not all of them together."""
        self.model.add_bool_or([~literal for literal in literals])

    def cheapest(self, costs: Sequence[Fraction]) -> tuple[int, ...] | None:
        """Values of the first ``len(costs)`` variables at least cost, or ``None`` where no values do.

        Among equals the least total of steps, so that what costs nothing is not changed without need.
        """
        scale = lcm(*(cost.denominator for cost in costs))
        weights = [cost.numerator * (scale // cost.denominator) for cost in costs]
        chosen = self._variables[: len(costs)]
        cost = sum(weight * variable for weight, variable in zip(weights, chosen, strict=True))
        found = self._solve(cost)
        if found is None or 0 not in weights:
            return found[: len(costs)] if found is not None else None
        paid = sum(weight * value for weight, value in zip(weights, found, strict=False))
        literal = self.model.new_bool_var("")
        self.model.add(cost <= paid).only_enforce_if(literal)
        self.model.add_assumption(literal)
        fewest = self._solve(sum(chosen))
        self.model.clear_assumptions()
        return (fewest or found)[: len(costs)]

    def is_feasible(self) -> bool:
        return self._solve(None) is not None

    def _solve(self, objective: Any) -> tuple[int, ...] | None:
        module = self._solver_module
        self.model.clear_objective()
        if objective is not None:
            self.model.minimize(objective)
        solver = module.CpSolver()
        # one worker and counted effort instead of seconds: the same question has the same answer on any machine
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = _EFFORT
        if solver.solve(self.model) not in {module.OPTIMAL, module.FEASIBLE}:
            return None
        return tuple(int(solver.value(variable)) for variable in self._variables)

    def _whole(self, start: Fraction, figure: Affine) -> tuple[int, list[tuple[int, int]]]:
        """Whole factors with the same sign everywhere; where they would be too large they are rounded down, which
        keeps a literal certain because no variable is negative."""
        terms = list(figure.terms.items())
        scale = lcm(start.denominator, *(factor.denominator for _, factor in terms))
        size = abs(start) * scale + sum(abs(factor) * scale * self._most[index] for index, factor in terms)
        ratio = Fraction(scale) if size <= _LARGEST else Fraction(_LARGEST * scale) / size
        return _floor(start * ratio), [(index, _floor(factor * ratio)) for index, factor in terms]

    def _sum(self, start: int, factors: list[tuple[int, int]]) -> Any:
        return start + sum(factor * self._variables[index] for index, factor in factors)


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator
