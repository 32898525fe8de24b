"""Expressions inside packs: parsed, bound and checked, faults at the line where they stand."""

from __future__ import annotations

from datetime import date
from typing import Any

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import Enterprise, FactSheet, Value
from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.bind import Scope, bind
from kechuang.engines.rules.expression.evaluate import Evaluator
from kechuang.engines.rules.expression.parse import ExpressionError, parse_expression
from kechuang.engines.rules.expression.units import Kind, kind_of
from kechuang.engines.rules.load.faults import Path
from kechuang.engines.rules.load.reader import Reader
from kechuang.engines.rules.model import Bilingual

NEVER = n.Literal(False)


class Expressions:
    """Reads the expressions of one pack. A faulty one becomes ``NEVER``; the fault keeps the pack from loading."""

    def __init__(self, reader: Reader, scope: Scope, on: date) -> None:
        self.reader = reader
        self.scope = scope
        self._nobody = Evaluator(FactSheet(Enterprise("")), on, scope.dictionary)

    @property
    def dictionary(self) -> Dictionary:
        return self.scope.dictionary

    def condition(self, value: Any, path: Path) -> n.Node:
        return self._checked(value, path, "boolean")

    def number(self, value: Any, path: Path) -> n.Node:
        return self._checked(value, path, "number")

    def any(self, value: Any, path: Path) -> n.Node:
        return self._checked(value, path, None)

    def title(self, value: Any) -> Bilingual:
        """The label of the first fact that an expression names, for clauses without a title."""
        try:
            tree = parse_expression(str(value))
        except ExpressionError:
            return Bilingual("")
        return self.label(tree)

    def label(self, tree: n.Node) -> Bilingual:
        for node in n.walk(tree):
            match node:
                case n.Name(name, _) | n.YearlyFact(name, _) | n.CurrentFact(name) | n.Count(name):
                    dictionary = self.dictionary
                    return Bilingual(dictionary.label(name, "zh"), dictionary.label(name, "en"))
        return Bilingual("")

    def presumed(self, value: Any, path: Path) -> dict[str, Value]:
        """Current facts that are taken for true or false while nobody stated them."""
        if value is None:
            return {}
        current = {fact.name for fact in self.dictionary.current()}
        found: dict[str, Value] = {}
        for name, assumed in self.reader.mapping(value, path, current).items():
            if not isinstance(assumed, bool):
                self.reader.fault((*path, name), "只能推定真假 / only true or false can be presumed", assumed)
            found[name] = assumed
        return found

    def reachable(self, node: n.Node, path: Path, what: str) -> None:
        """Refuse a condition that no facts could meet."""
        if node is NEVER or _uses_points(node):
            return
        if self._nobody.truth(node).value is False:
            self.reader.fault(path, f"{what}永远无法满足 / can never be met")

    def _checked(self, value: Any, path: Path, sort: str | None) -> n.Node:
        text = "true" if value is True else "false" if value is False else str(value)
        try:
            tree = bind(parse_expression(text), self.scope)
            kind = kind_of(tree, self.dictionary)
        except ExpressionError as error:
            self.reader.fault(path, str(error), text)
            return NEVER
        if sort is not None and kind.sort != sort:
            self.reader.fault(path, f"应为 / expected {_SORTS[sort]}, 实为 / got {_sort(kind)}", text)
            return NEVER
        return tree


_SORTS = {"boolean": "条件 / a condition", "number": "数字 / a number"}


def _sort(kind: Kind) -> str:
    return _SORTS.get(kind.sort, kind.sort)


def _uses_points(node: n.Node) -> bool:
    return any(isinstance(inner, n.Points) for inner in n.walk(node))
