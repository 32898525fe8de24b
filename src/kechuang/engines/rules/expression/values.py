"""Values of facts and cells as outcomes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from kechuang.engines.facts.dictionary import Definition, FactDefinition, FactType
from kechuang.engines.facts.sheet import Value
from kechuang.engines.rules.expression import nodes as n
from kechuang.engines.rules.expression.outcomes import Moment, Number, Outcome, Truth, Why, Word


def constant(value: n.Scalar) -> Outcome:
    """A constant of the pack as an outcome."""
    if isinstance(value, bool):
        return Truth(value)
    if isinstance(value, Fraction):
        return Number(value, value)
    if isinstance(value, str):
        return Word(value)
    return Moment(value)


def stated(value: Value, why: Why) -> Outcome:
    """A stated value as an outcome."""
    if isinstance(value, bool):
        return Truth(value, why)
    if isinstance(value, Decimal | int):
        exact = Fraction(value)
        return Number(exact, exact, why)
    if isinstance(value, date):
        return Moment(value, why)
    return Word(value, why)


def missing(definition: Definition, key: str) -> Outcome:
    """What a missing value can be: anything within the bounds that the dictionary knows."""
    judged = isinstance(definition, FactDefinition) and definition.judged
    why = Why(facts=(key,), judged=(key,)) if judged else Why(facts=(key,), missing=(key,))
    if definition.type is FactType.BOOLEAN:
        return Truth(None, why)
    if definition.type is FactType.DATE:
        return Moment(None, why)
    if definition.type.is_numeric:
        return Number(_bound(definition.minimum), _bound(definition.maximum), why)
    return Word(None, why)


def _bound(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def plain(value: Value) -> str:
    """A value as presumptions quote it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
