"""The syntax tree: plain frozen data without callbacks, so that a columnar reader can compile the same tree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal as Choice

Scalar = Fraction | bool | str | date
Ordering = Choice[">=", "<=", "==", "!=", ">", "<"]


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant; ``percent`` marks a number written with a percent sign, which may only meet ratios."""

    value: Scalar
    percent: bool = False


@dataclass(frozen=True, slots=True)
class AsOf:
    """The date of the check."""


@dataclass(frozen=True, slots=True)
class YearEnd:
    """31 December of the last fiscal year (上年末)."""


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal year as a number: ``y`` is the last one, ``y+1`` the year of the check."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """A name before binding: fact, derived figure, definition of the pack, or column inside a record query."""

    name: str
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class YearlyFact:
    name: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class CurrentFact:
    name: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A field of the enterprise itself, such as ``region``."""

    name: str


@dataclass(frozen=True, slots=True)
class Column:
    """A cell of the row that a record query looks at."""

    record: str
    name: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    operator: Choice["+", "-", "*", "/"]
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negative:
    operand: Node


@dataclass(frozen=True, slots=True)
class Compare:
    operator: Ordering
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Member:
    """Whether a text is one of several."""

    operand: Node
    choices: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    operand: Node


@dataclass(frozen=True, slots=True)
class If:
    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a score item, a class of items, or the ``total``."""

    name: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a record satisfy the condition; with ``distinct``, how many different values of a column.

    ``existence`` marks a count written as ``exists(…)``: it reads as a statement, not as a figure.
    """

    record: str
    where: Node | None = None
    distinct: str | None = None
    existence: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """An aggregate of a body over the last ``years`` fiscal years, ``y`` first.

    ``operating`` leaves out the years before the enterprise was established (经营不满者按实际经营时间).
    """

    kind: Choice["sum", "mean", "each", "some", "most", "least"]
    body: Node
    years: int
    operating: bool = False


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth of a yearly figure to ``y`` over ``years`` years: compound, or the mean of the yearly rates.

    A compound rate is irrational in general, so it may only be compared, never calculated with.
    """

    kind: Choice["compound_growth", "mean_growth"]
    body: Node
    years: int
    operating: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    function: Choice[
        "min", "max", "floor", "full_years", "days_since", "within", "in_force", "year_of", "years_after"
    ]
    arguments: tuple[Node, ...]


Node = (
    Literal
    | AsOf
    | YearEnd
    | Year
    | Name
    | YearlyFact
    | CurrentFact
    | Attribute
    | Column
    | Arithmetic
    | Negative
    | Compare
    | Member
    | AllOf
    | AnyOf
    | Not
    | If
    | Points
    | Count
    | Window
    | Growth
    | Call
)


def children(node: Node) -> tuple[Node, ...]:
    """The direct parts of a node."""
    match node:
        case Arithmetic(_, left, right) | Compare(_, left, right):
            return (left, right)
        case Negative(operand) | Not(operand) | Member(operand, _):
            return (operand,)
        case AllOf(parts) | AnyOf(parts):
            return parts
        case If(condition, then, otherwise):
            return (condition, then, otherwise)
        case Count(_, where, _, _):
            return () if where is None else (where,)
        case Window(_, body, _, _) | Growth(_, body, _, _):
            return (body,)
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def walk(node: Node) -> list[Node]:
    """The node and everything below it, depth first."""
    found = [node]
    for child in children(node):
        found.extend(walk(child))
    return found
