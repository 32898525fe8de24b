"""All standards together: which version decides which case on which day, without overlap or gap."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from kechuang.engines.rules.load.faults import PackFault, PackFaults
from kechuang.engines.rules.model import Block, Case, InForce, ScoreItem, Standard


@dataclass(frozen=True, slots=True)
class Library:
    """The loaded standards, in the order loaded."""

    standards: tuple[Standard, ...]
    blocks: tuple[Block, ...] = ()

    def ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(standard.id for standard in self.standards))

    def versions(self, standard_id: str) -> tuple[Standard, ...]:
        found = [standard for standard in self.standards if standard.id == standard_id]
        return tuple(sorted(found, key=lambda standard: standard.effective))

    def select(self, standard_id: str, case: Case, day: date) -> tuple[Standard, InForce] | None:
        """The version that decides such a case on that day, with the period that says so."""
        for standard in self.standards:
            if standard.id == standard_id and (period := standard.decides(case, day)):
                return standard, period
        return None

    def in_region(self, standard: Standard, region: str) -> Standard:
        """The standard with the indicators that the firm's region sets in place of an item, where it sets any."""
        block = self._block(standard, region)
        if block is None or standard.score is None:
            return standard
        items: list[ScoreItem] = []
        for item in standard.score.items:
            if item.id == block.item:
                items.extend(replace(own, group=item.group) for own in block.items)
            else:
                items.append(item)
        return replace(
            standard,
            score=replace(standard.score, items=tuple(items)),
            digest=hashlib.sha256(f"{standard.digest}{block.digest}".encode()).hexdigest(),
        )

    def _block(self, standard: Standard, region: str) -> Block | None:
        for block in self.blocks:
            same = (block.standard, block.version) == (standard.id, standard.version)
            if same and region and region.startswith(block.region):
                return block
        return None


def build_library(standards: Iterable[Standard], blocks: Iterable[Block] = ()) -> Library:
    """Put standards and regional blocks together.

    Raises:
        PackFaults: where versions of one standard overlap or leave a gap, or a block does not fit its standard.
    """
    library = Library(tuple(standards), tuple(blocks))
    faults = [
        fault
        for standard_id in library.ids()
        for case in Case
        for fault in _clashes(library, standard_id, case)
    ]
    faults.extend(fault for block in library.blocks for fault in _misfits(library, block))
    if faults:
        raise PackFaults(faults)
    return library


def _misfits(library: Library, block: Block) -> list[PackFault]:
    hosts = [host for host in library.versions(block.standard) if host.version == block.version]
    item = next(
        (item for host in hosts if host.score for item in host.score.items if item.id == block.item), None
    )
    if item is None:
        named = f"{block.standard} {block.version} {block.item}"
        return [
            PackFault(
                block.path, block.line, named, "没有这个标准版本或得分项 / no such version or score item"
            )
        ]
    total = sum((own.maximum for own in block.items), Fraction(0))
    if total > item.maximum:
        problem = f"指标满分之和超过 / the indicators exceed the item's maximum {item.maximum}"
        return [PackFault(block.path, block.line, str(total), problem)]
    return []


def _clashes(library: Library, standard_id: str, case: Case) -> list[PackFault]:
    periods = sorted(
        (
            (period, standard)
            for standard in library.versions(standard_id)
            for period in standard.in_force
            if period.case is case
        ),
        key=lambda pair: pair[0].start,
    )
    faults = []
    for (earlier, first), (later, second) in pairwise(periods):
        where = f"{standard_id}, {case}: {first.path} → {second.path}"
        if earlier.end is None or earlier.end >= later.start:
            problem = "版本有效期重叠 / versions overlap"
            faults.append(PackFault(second.path, 1, f"{later.start}, {where}", problem))
        elif earlier.end + timedelta(days=1) != later.start:
            gap = f"{earlier.end} … {later.start}, {where}"
            faults.append(PackFault(second.path, 1, gap, "版本之间有空档 / a gap between versions"))
    return faults
