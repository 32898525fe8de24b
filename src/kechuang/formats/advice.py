"""What is odd about a fact sheet without making it unusable: shown beside results, never refused."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import FactSheet, Value, fact_key
from kechuang.engines.facts.uscc import check_character, has_right_check, is_structured
from kechuang.formats.faults import Fault, make_fault
from kechuang.formats.values.show import label_of, plain, to_json


def list_advice(sheet: FactSheet, dictionary: Dictionary) -> tuple[Fault, ...]:
    """Check character, sources that disagree, parts above their whole, and a balance that does not balance."""
    return (
        *_check_code(sheet),
        *_disagreements(sheet, dictionary),
        *_parts(sheet, dictionary),
        *_balance(sheet),
    )


def _check_code(sheet: FactSheet) -> Iterator[Fault]:
    code = sheet.enterprise.uscc
    if is_structured(code) and not has_right_check(code):
        yield make_fault(
            "enterprise.uscc",
            code,
            "advice_uscc_check",
            "expect_check_character",
            character=check_character(code),
        )


def _disagreements(sheet: FactSheet, dictionary: Dictionary) -> Iterator[Fault]:
    for name, year in sheet.disagreements():
        seen = sheet.observations(name, year)
        used = sheet.used(name, year)
        assert used is not None
        definition = dictionary.facts[name]
        values = " / ".join(f"{_plain(each.value)} ({each.source or '–'})" for each in seen)
        yield make_fault(
            fact_key(name, year),
            values,
            "advice_sources_differ",
            "expect_used",
            used=label_of(definition, used.value),
            used_en=label_of(definition, used.value, "en"),
            source=used.source or "–",
        )


def _plain(value: Value) -> str:
    return str(to_json(value)).lower() if isinstance(value, bool) else str(to_json(value))


def _parts(sheet: FactSheet, dictionary: Dictionary) -> Iterator[Fault]:
    for fact in dictionary.facts.values():
        if not fact.part_of:
            continue
        whole = dictionary.facts[fact.part_of]
        for year in sorted(sheet.yearly.get(fact.name, {})):
            part, total = sheet.value(fact.name, year), sheet.value(whole.name, year)
            if isinstance(part, Decimal) and isinstance(total, Decimal) and part > total:
                names = {"part": fact.zh, "whole": whole.zh, "part_en": fact.en, "whole_en": whole.en}
                value = f"{plain(part)} > {plain(total)}"
                yield make_fault(fact_key(fact.name, year), value, "advice_part_exceeds", "", **names)


def _balance(sheet: FactSheet) -> Iterator[Fault]:
    for year in sorted(sheet.yearly.get("net_assets", {})):
        assets, liabilities, net = (
            sheet.value(name, year) for name in ("assets", "liabilities", "net_assets")
        )
        if not all(isinstance(each, Decimal) for each in (assets, liabilities, net)):
            continue
        assert isinstance(assets, Decimal)
        assert isinstance(liabilities, Decimal)
        assert isinstance(net, Decimal)
        if net != assets - liabilities:
            yield make_fault(
                fact_key("net_assets", year),
                plain(net),
                "advice_net_assets",
                "expect_difference",
                difference=plain(assets - liabilities),
            )
