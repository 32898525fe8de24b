"""What a firm can change: the levers that we bring, or a file of the user's."""

from __future__ import annotations

from pathlib import Path

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.load import PackFaults
from kechuang.engines.rules.model import Lever
from kechuang.engines.rules.nearest import load_levers
from kechuang.formats.faults import InputFaults, make_fault
from kechuang.formats.pack_files import PackFile, read_pack
from kechuang.formats.text_file import read_text_file
from kechuang.formats.yaml_lines import load_yaml


def default_levers(dictionary: Dictionary) -> tuple[Lever, ...]:
    """For standards that bring none."""
    return _read(read_pack("levers/default.yaml"), dictionary)


def user_levers(path: Path, dictionary: Dictionary) -> tuple[Lever, ...]:
    """Those of a file.

    Raises:
        InputFaults: with the line of every fault.
    """
    return _read(PackFile(str(path), read_text_file(path)), dictionary)


def _read(file: PackFile, dictionary: Dictionary) -> tuple[Lever, ...]:
    try:
        return load_levers(load_yaml(file.text, file.label), dictionary)
    except PackFaults as error:
        raise InputFaults(
            make_fault(f"{fault.file}:{fault.line}", fault.value, fault.problem) for fault in error.faults
        ) from None
