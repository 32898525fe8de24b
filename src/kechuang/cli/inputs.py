"""The fact files that a command names, read whole before anything is computed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kechuang.cli.faults import option_fault
from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.facts.sheet import FactSheet
from kechuang.formats.faults import Fault, InputFaults, raise_faults

SUFFIXES = (".json", ".xlsx")


def read_sheets(paths: Sequence[Path], dictionary: Dictionary, language: str) -> list[FactSheet]:
    """Every file in the order given, a directory's files by name.

    Raises:
        InputFaults: every fault of every file.
    """
    from kechuang.formats.facts import read_facts

    faults: list[Fault] = []
    sheets: list[FactSheet] = []
    for path in _files(paths, language, faults):
        try:
            sheets.append(read_facts(path, dictionary))
        except InputFaults as error:
            faults.extend(error.faults)
        except OSError as error:
            detail = error.strerror or str(error)
            faults.append(option_fault(str(path), None, "cannot_read", language, detail=detail))
    raise_faults(faults)
    return sheets


def _files(paths: Sequence[Path], language: str, faults: list[Fault]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if _is_facts(each))
            if not inside:
                faults.append(option_fault(str(path), None, "empty_folder", language))
            files.extend(inside)
        elif not path.exists():
            faults.append(option_fault(str(path), None, "no_file", language))
        elif path.suffix.lower() not in SUFFIXES:
            faults.append(option_fault(str(path), path.suffix, "no_suffix", language, "expect_suffix"))
        else:
            files.append(path)
    return files


def _is_facts(path: Path) -> bool:
    """Excel leaves lock files (~$…) beside an open workbook."""
    return path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$"))
