"""A value that cannot be read, before anybody knows where it stood."""

from __future__ import annotations

from kechuang.formats.faults import Fault, make_fault


class ValueProblem(Exception):
    """``problem`` and ``expected`` are keys of the catalogue of faults."""

    def __init__(self, problem: str, expected: str = "", **parameters: object) -> None:
        super().__init__(problem)
        self.problem = problem
        self.expected = expected
        self.parameters = parameters

    def fault(self, where: str, value: object) -> Fault:
        return make_fault(where, value, self.problem, self.expected, **self.parameters)
