"""Fact sheets at random: everything that the dictionary allows, small enough to write a workbook of."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from kechuang.engines.facts.dictionary import Definition, Dictionary, FactType, Period, RecordDefinition
from kechuang.engines.facts.sheet import Enterprise, FactSheet, Observation
from kechuang.engines.facts.uscc import ALPHABET
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.values.numbers import canonical

DICTIONARY = load_dictionary()
UNKNOWN_WORDS = {"未知", "不详", "unknown", "n/a"}

texts = st.one_of(
    st.sampled_from(
        ["=1+1", "+86 24", "-", "@x", "001", "3.0", "#N/A", "TRUE", "第一行\n第二行", "_x0041_", "a<b&c>"]
    ),
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=20,
    )
    .map(str.strip)
    .filter(lambda text: text != "" and text.casefold() not in UNKNOWN_WORDS),
)
dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))
sources = st.one_of(
    st.just(""), texts, st.sampled_from(["审计报告", "zjtx.miit.gov.cn screenshot", "自报", "未审计报表"])
)
usccs = st.builds(
    "{}{}{}".format,
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=10, max_size=10),
)
enterprises = st.builds(
    Enterprise,
    usccs,
    st.one_of(st.just(""), texts),
    st.sampled_from(["", "210100", "440305"]),
    st.sampled_from(["", "3484", "C3484", "I"]),
)


def values(definition: Definition) -> st.SearchStrategy:
    match definition.type:
        case FactType.BOOLEAN:
            return st.booleans()
        case FactType.DATE:
            return dates
        case FactType.CHOICE:
            return st.sampled_from(sorted(definition.choices))
        case FactType.TEXT:
            return (
                st.one_of(texts, st.sampled_from(sorted(definition.choices))) if definition.choices else texts
            )
        case FactType.INTEGER:
            return st.integers(*_bounds(definition)).map(lambda number: canonical(Decimal(number)))
        case _:
            return st.decimals(*_bounds(definition), places=8, allow_nan=False).map(canonical)


def _bounds(definition: Definition) -> tuple[int, int]:
    low = -(10**9) if definition.minimum is None else int(definition.minimum)
    high = 10**12 if definition.maximum is None else int(definition.maximum)
    return low, high


def observations(definition: Definition, sourced: bool = True) -> st.SearchStrategy[Observation]:
    if not sourced:
        return st.builds(Observation, values(definition))
    return st.builds(
        _observation,
        values(definition),
        sources,
        st.one_of(st.none(), dates),
        st.sampled_from([None, None, True, False]),
    )


def _observation(value, source, observed_at, official) -> Observation:
    return Observation(
        value, source, observed_at, DICTIONARY.is_official(source) if official is None else official
    )


@st.composite
def rows(draw, record: RecordDefinition) -> dict:
    optional = [name for name, column in record.columns.items() if not column.required]
    chosen = set(draw(st.lists(st.sampled_from(optional), max_size=5, unique=True)))
    row = {}
    for name, column in record.columns.items():
        if column.required or name in chosen:
            row[name] = draw(values(column))
    for name, column in record.columns.items():
        origin, _, key = column.computed.partition(".")
        if column.computed and origin in row:
            row[name] = record.columns[origin].choices[row[origin]][key]
    return row


@st.composite
def fact_sheets(draw, dictionary: Dictionary = DICTIONARY, sourced: bool = True) -> FactSheet:
    names = draw(st.lists(st.sampled_from(sorted(dictionary.facts)), max_size=6, unique=True))
    most = 3 if sourced else 1
    yearly, now = {}, {}
    for name in names:
        fact = dictionary.facts[name]
        seen = st.lists(observations(fact, sourced), min_size=1, max_size=most).map(tuple)
        if fact.period is Period.NOW:
            now[name] = draw(seen)
        else:
            years = st.integers(1949, 2100)
            yearly[name] = draw(st.dictionaries(years, seen, min_size=1, max_size=3))
    kept = draw(st.lists(st.sampled_from(sorted(dictionary.records)), max_size=3, unique=True))
    records = {name: tuple(draw(st.lists(rows(dictionary.records[name]), max_size=3))) for name in kept}
    return FactSheet(draw(enterprises), yearly, now, records)
