"""Ways to pass as shown: what changes from what to what, what it costs, when it can be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.formats.figures import grouped
from kechuang.formats.labels import column_label, fact_label, stated_label, value_label
from kechuang.formats.words import STATUS_WORDS, joined, phrase, sentences

if TYPE_CHECKING:
    from kechuang.engines.rules.nearest import Change, Way

_WAIT = "as_of"


@dataclass(frozen=True, slots=True)
class WayView:
    changes: tuple[str, ...]
    cost: str
    status_text: str
    earliest: str


def way_views(ways: Iterable[Way], dictionary: Dictionary, language: str) -> tuple[WayView, ...]:
    """Every way in words."""
    return tuple(
        WayView(
            changes=tuple(_change(change, dictionary, language) for change in way.changes),
            cost=grouped(way.cost),
            status_text=STATUS_WORDS[way.status_after][language],
            earliest="" if way.earliest is None else way.earliest.isoformat(),
        )
        for way in ways
    )


def _change(change: Change, dictionary: Dictionary, language: str) -> str:
    said = [_step(change, dictionary, language)]
    if change.row:
        cells = [
            f"{column_label(change.fact, name, language, dictionary)} "
            f"{value_label(f'{change.fact}.{name}', value, language, dictionary)}"
            for name, value in change.row.items()
        ]
        said.append(phrase("row_says", language, cells=joined(cells, language)))
    if change.also:
        steps = [_step(each, dictionary, language) for each in change.also]
        said.append(phrase("also", language, steps=joined(steps, language)))
    return sentences(said, language)


def _step(change: Change, dictionary: Dictionary, language: str) -> str:
    if change.fact == _WAIT:
        return phrase("wait", language, day=change.after)
    name = fact_label(change.fact, language, dictionary)
    after = stated_label(change.fact, change.after, language, dictionary)
    if change.before is None:
        step = phrase("to", language, name=name, after=after)
    else:
        before = stated_label(change.fact, change.before, language, dictionary)
        step = phrase("from_to", language, name=name, before=before, after=after)
    title = change.title.text(language)
    if title in name:
        return step
    return f"{title}（{step}）" if language == "zh" else f"{title} ({step})"
