"""JSON Schema (2020-12) of a file of facts, from the dictionary."""

from __future__ import annotations

from typing import Any

from kechuang.engines.facts.dictionary import Definition, Dictionary, FactDefinition, FactType, Period
from kechuang.formats.values.show import plain

_NUMBER = {"type": ["string", "number", "null"]}
_YEAR = "^(19[4-9][0-9]|20[0-9][0-9]|2100)$"


def facts_schema(dictionary: Dictionary) -> dict[str, Any]:
    """What ``check`` takes; readers are more lenient (Chinese labels, 是/否, units in the text)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:kechuang:facts",
        "title": "科创企业事实 / Kechuang facts of an enterprise",
        "description": f"dictionary {dictionary.version}",
        "type": "object",
        "additionalProperties": False,
        "required": ["enterprise"],
        "properties": {
            "enterprise": _enterprise(dictionary),
            "facts": _closed({name: _fact(fact) for name, fact in dictionary.facts.items()}),
            "records": _closed(
                {
                    name: {
                        "title": f"{record.zh} / {record.en}",
                        "description": f"{record.definition_zh} / {record.definition_en}",
                        "type": ["array", "null"],
                        "items": _row(record.columns),
                    }
                    for name, record in dictionary.records.items()
                }
            ),
        },
        "$defs": {"observed_at": {"type": ["string", "null"], "format": "date"}},
    }


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["object", "null"], "additionalProperties": False, "properties": properties}


def _enterprise(dictionary: Dictionary) -> dict[str, Any]:
    properties = {name: _about(each) | {"type": "string"} for name, each in dictionary.attributes.items()}
    properties["uscc"]["pattern"] = "^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$"
    properties["region"]["pattern"] = "^[0-9]{6}$"
    for name in properties.keys() - {"uscc"}:
        properties[name]["type"] = ["string", "null"]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["uscc"],
        "properties": properties,
    }


def _fact(fact: FactDefinition) -> dict[str, Any]:
    stated = _stated(fact)
    if fact.period is Period.NOW:
        return _about(fact) | stated
    years = {"type": "object", "additionalProperties": False, "patternProperties": {_YEAR: stated}}
    return _about(fact) | {"anyOf": [years, {"type": "null"}]}


def _stated(fact: FactDefinition) -> dict[str, Any]:
    """A bare value, a value with its source, or several of them."""
    value = _value(fact)
    properties: dict[str, Any] = {
        "value": value,
        "source": {"type": ["string", "null"]},
        "observed_at": {"$ref": "#/$defs/observed_at"},
        "official": {"type": ["boolean", "null"]},
    }
    if fact.type.is_numeric:
        properties["unit"] = {"type": ["string", "null"]}
    sourced = {
        "type": "object",
        "additionalProperties": False,
        "required": ["value"],
        "properties": properties,
    }
    return {"anyOf": [value, sourced, {"type": "array", "items": {"anyOf": [value, sourced]}}]}


def _row(columns: Any) -> dict[str, Any]:
    properties = {name: _about(column) | _value(column) for name, column in columns.items()}
    row: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    required = [name for name, column in columns.items() if column.required]
    return row | ({"required": required} if required else {})


def _value(definition: Definition) -> dict[str, Any]:
    match definition.type:
        case FactType.BOOLEAN:
            return {"type": ["boolean", "null"]}
        case FactType.DATE:
            return {"type": ["string", "null"], "format": "date"}
        case FactType.CHOICE:
            return {"enum": [*definition.choices, None]}
        case FactType.TEXT:
            return {"type": ["string", "null"]}
        case _:
            return _NUMBER | _bounds(definition)


def _bounds(definition: Definition) -> dict[str, Any]:
    """Bounds of a bare number; text such as “1.2亿” is checked when it is read."""
    bounds: dict[str, Any] = {}
    for key, bound in (("minimum", definition.minimum), ("maximum", definition.maximum)):
        if bound is not None and bound == bound.to_integral_value():
            bounds[key] = int(bound)
    return bounds


def _about(definition: Definition) -> dict[str, Any]:
    about: dict[str, Any] = {"title": f"{definition.zh} / {definition.en}"}
    texts = [each for each in (definition.definition_zh, definition.definition_en) if each]
    if texts:
        about["description"] = " / ".join(texts)
    if definition.unit:
        about["x-unit"] = definition.unit
    if definition.citation:
        about["x-citation"] = definition.citation
    if definition.choices:
        about["x-choices"] = {code: each["zh"] for code, each in definition.choices.items()}
    for key, bound in (("x-minimum", definition.minimum), ("x-maximum", definition.maximum)):
        if bound is not None:
            about[key] = plain(bound)
    return about
