"""Packs from files: ours inside the package, the user's beside them; every fault with file and line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.library import Library, build_library
from kechuang.engines.rules.load import PackFault, PackFaults, load_block, load_standard
from kechuang.engines.rules.model import Block, Standard
from kechuang.formats.faults import Fault, InputFaults, make_fault
from kechuang.formats.pack_files import PackFile, list_folder_packs, list_packs
from kechuang.formats.yaml_lines import load_yaml

CASES_SUFFIX = ".cases.yaml"


@dataclass(frozen=True, slots=True)
class PackCounts:
    standards: int
    versions: int
    clauses: int


def load_library(dictionary: Dictionary, extra: Sequence[Path] = ()) -> Library:
    """The standards of the package and of the ``extra`` directories together.

    Raises:
        InputFaults: with file and line of every fault, or where versions overlap or leave gaps.
    """
    library, faults = _read(dictionary, [*own_packs(), *user_packs(extra)])
    if faults:
        raise InputFaults(faults)
    return library


def validate_packs(dictionary: Dictionary, extra: Sequence[Path] = ()) -> tuple[list[Fault], PackCounts]:
    """Every fault of every pack, and what was read; never raises for a faulty pack.

    Packs without a fault are then held against their golden cases, ours and the user's.
    """
    try:
        files = [*own_packs(), *user_packs(extra)]
    except InputFaults as error:
        return list(error.faults), PackCounts(0, 0, 0)
    library, faults = _read(dictionary, files)
    if not faults:
        from kechuang.formats.golden import own_cases, run_golden, user_cases

        faults = run_golden([*own_cases(), *user_cases(extra)], library, dictionary)
    clauses = sum(len(standard.clauses) for standard in library.standards)
    return faults, PackCounts(len(library.ids()), len(library.standards), clauses)


def own_packs() -> list[PackFile]:
    """The standards shipped with Kechuang, by path."""
    return [file for file in list_packs("standards") if not file.label.endswith(CASES_SUFFIX)]


def user_packs(directories: Sequence[Path]) -> list[PackFile]:
    """The packs of the user's directories; faults name their files.

    Raises:
        InputFaults: for a directory that is not there or a file that is not UTF-8.
    """
    return [
        file
        for directory in directories
        for file in list_folder_packs(directory)
        if not file.label.endswith(CASES_SUFFIX)
    ]


def read_pack_file(file: PackFile, dictionary: Dictionary) -> Standard | Block:
    """One pack: a version of a standard, or a region's indicators for one.

    Raises:
        InputFaults: with the line of every fault.
    """
    document = load_yaml(file.text, file.label)
    digest = hashlib.sha256(file.text.encode()).hexdigest()
    is_block = isinstance(document.data, dict) and "block" in document.data
    try:
        return (load_block if is_block else load_standard)(document, dictionary, digest)
    except PackFaults as error:
        raise InputFaults(_translated(error.faults)) from None


def _read(dictionary: Dictionary, files: Iterable[PackFile]) -> tuple[Library, list[Fault]]:
    read: list[Standard | Block] = []
    faults: list[Fault] = []
    for file in files:
        try:
            read.append(read_pack_file(file, dictionary))
        except InputFaults as error:
            faults.extend(error.faults)
    standards = [pack for pack in read if isinstance(pack, Standard)]
    try:
        return build_library(standards, (pack for pack in read if isinstance(pack, Block))), faults
    except PackFaults as error:
        return Library(tuple(standards)), [*faults, *_translated(error.faults)]


def _translated(faults: Iterable[PackFault]) -> list[Fault]:
    return [make_fault(f"{fault.file}:{fault.line}", fault.value, fault.problem) for fault in faults]
