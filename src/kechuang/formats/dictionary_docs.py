"""The page of the documentation that lists every name of the dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kechuang.engines.facts.dictionary import (
    ColumnDefinition,
    Definition,
    DerivedDefinition,
    Dictionary,
    FactDefinition,
    FactType,
    Period,
)
from kechuang.formats.values.show import plain
from kechuang.formats.values.units import unit_label

_INTRODUCTION = """# 事实词典 / Facts

本页由词典生成，请勿手改；重新生成：`python -m kechuang.formats.dictionary_docs docs/facts.md`。
This page is generated from the dictionary; do not edit it. The command above writes it anew.

词典版本 / Dictionary version: {version}

- 空缺表示“不知道”，不是零也不是“否”。
  Absent means “not known”, neither zero nor “no”.
- 金额单位为万元，比例为小数（11.3% 即 0.113）；填写时可用 元、万、亿、%，读入时精确换算。
  Amounts are in 10k yuan (万元), ratios are fractions of one; 元, 万, 亿 and % are understood and converted exactly.
- 每个值可带来源与观测日期；来源不一致时全部保留，官方来源优先，其次最新。
  A value may name its source and date; all are kept, the official one is used, else the latest.
- 标记：✓ 已读官方原文，② 二手来源，? 未核实，– 本词典自定。
  Marks: ✓ the official wording was read, ② second-hand with a document number, ? unverified, – defined here.
- “专家判断 judged”只能由人判断。
  “judged” is what only people decide.
"""
_MARKS = {"verified-text": "✓", "verified-2nd": "②", "unverified": "?", "defined-here": "–", "": ""}
_KINDS = {
    FactType.NUMBER: "数 number",
    FactType.INTEGER: "整数 integer",
    FactType.MONEY: "金额 money",
    FactType.RATIO: "比例 ratio",
    FactType.BOOLEAN: "是否 boolean",
    FactType.DATE: "日期 date",
    FactType.CHOICE: "选项 choice",
    FactType.TEXT: "文本 text",
}


def render_dictionary_docs(dictionary: Dictionary) -> str:
    """Markdown, Chinese first, both languages."""
    return "\n".join(_page(dictionary)) + "\n"


def _page(dictionary: Dictionary) -> Iterator[str]:
    yield _INTRODUCTION.format(version=dictionary.version)
    yield "## 企业 / Enterprise\n"
    yield from _table(dictionary.attributes.values())
    for name, theme in dictionary.themes.items():
        facts = dictionary.facts_of(name)
        if facts:
            period = "年度 yearly" if facts[0].period is Period.YEAR else "当前 now"
            yield f"\n## {theme.zh} / {theme.en} （{period}）\n"
            yield from _table(facts)
    yield "\n## 派生指标 / Derived figures\n"
    yield from _derived(dictionary.derived.values())
    yield "\n## 清单 / Record lists"
    for record in dictionary.records.values():
        yield f"\n### `{record.name}` {record.zh} / {record.en}\n"
        yield f"{record.definition_zh} / {record.definition_en}\n"
        yield from _table(record.columns.values())
    yield "\n## 官方来源 / Official sources\n"
    yield "来源文字含有下列词语之一即视为官方。/ A source that holds one of these words counts as official.\n"
    yield from _rows(
        ("来源 / Source", "词语 / Words", "除非含有 / Unless"),
        (
            (f"{each.zh} / {each.en}", _codes(each.words), _codes(each.unless))
            for each in dictionary.official_sources
        ),
    )


def _table(definitions: Iterable[Definition]) -> Iterator[str]:
    yield from _rows(
        ("名称 / Name", "中文 / English", "类型 / Type", "定义 / Definition", "依据 / Citation"),
        (
            (
                f"`{each.name}`",
                f"{each.zh}<br>{each.en}",
                _kind(each),
                _definition(each),
                f"{each.citation} {_MARKS[each.mark]}".strip(),
            )
            for each in definitions
        ),
    )


def _derived(definitions: Iterable[DerivedDefinition]) -> Iterator[str]:
    yield from _rows(
        ("名称 / Name", "中文 / English", "公式 / Formula", "定义 / Definition", "依据 / Citation"),
        (
            (
                f"`{each.name}`",
                f"{each.zh}<br>{each.en}",
                f"`{each.expression}`",
                f"{each.definition_zh}<br>{each.definition_en}",
                f"{each.citation} {_MARKS[each.mark]}".strip(),
            )
            for each in definitions
        ),
    )


def _rows(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


def _kind(definition: Definition) -> str:
    parts = [_KINDS[definition.type]]
    if definition.unit:
        parts.append(f"{definition.unit} {unit_label(definition.unit, 'en')}")
    low, high = definition.minimum, definition.maximum
    if low is not None or high is not None:
        parts.append(f"{'' if low is None else plain(low)} … {'' if high is None else plain(high)}".strip())
    if isinstance(definition, FactDefinition) and definition.judged:
        parts.append("专家判断 judged")
    if isinstance(definition, ColumnDefinition) and definition.required:
        parts.append("必填 required")
    return "<br>".join(parts)


def _definition(definition: Definition) -> str:
    lines = [each for each in (definition.definition_zh, definition.definition_en) if each]
    if definition.choices:
        shown = (f"`{code}` {each['zh']} {each['en']}" for code, each in definition.choices.items())
        lines.append("；".join(shown))
    if isinstance(definition, ColumnDefinition) and definition.presumed is not None:
        presumed = str(definition.presumed).lower()
        lines.append(f"空缺视为 absent is taken for `{presumed}`")
    return "<br>".join(lines)


def _codes(words: Iterable[str]) -> str:
    return " ".join(f"`{word}`" for word in words)


if __name__ == "__main__":
    import sys
    from pathlib import Path

    from kechuang.formats.atomic import write_text
    from kechuang.formats.dictionary import load_dictionary

    write_text(Path(sys.argv[1]), render_dictionary_docs(load_dictionary()))
