"""Ways to pass as shown: what changes from what to what, what it costs, when it can be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.formats.figures import grouped
from kechuang.formats.labels import fact_label, stated_label
from kechuang.formats.words import STATUS_WORDS, phrase

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
    if change.fact == _WAIT:
        return phrase("wait", language, day=change.after)
    name = fact_label(change.fact, language, dictionary)
    title = change.title.text(language)
    if title and title != name:
        name = f"{title}（{name}）" if language == "zh" else f"{title} ({name})"
    after = stated_label(change.fact, change.after, language, dictionary)
    if change.before is None:
        return phrase("to", language, name=name, after=after)
    before = stated_label(change.fact, change.before, language, dictionary)
    return phrase("from_to", language, name=name, before=before, after=after)
