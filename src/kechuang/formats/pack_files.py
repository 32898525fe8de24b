"""Where packs are found: our own inside the package, a user's in folders beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kechuang.formats.faults import InputFaults, make_fault


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack; ``label`` names it in faults."""

    label: str
    text: str


def read_pack(name: str) -> PackFile:
    """One file of our own packs, such as ``dictionary/sources.yaml``."""
    return _read(files("kechuang.packs").joinpath(name), f"packs/{name}")


def list_packs(folder: str, suffix: str = ".yaml") -> tuple[PackFile, ...]:
    """Every file of a folder of our own packs and below it, by name."""
    root = files("kechuang.packs").joinpath(folder)
    return tuple(_read(file, label) for label, file in _walk(root, f"packs/{folder}", suffix))


def list_folder_packs(folder: Path, suffix: str = ".yaml") -> tuple[PackFile, ...]:
    """Every file of a user's folder and below it, by name.

    Raises:
        InputFaults: when the folder is missing or a file is no UTF-8 text.
    """
    if not folder.is_dir():
        raise InputFaults([make_fault(str(folder), "", "no_such_folder", "expect_pack_folder")])
    return tuple(_read(file, label) for label, file in _walk(folder, str(folder), suffix))


def _walk(root: Traversable, label: str, suffix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(root.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _walk(entry, f"{label}/{entry.name}", suffix)
        elif entry.name.endswith(suffix):
            yield f"{label}/{entry.name}", entry


def _read(file: Traversable, label: str) -> PackFile:
    try:
        return PackFile(label, file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputFaults([make_fault(label, "", "not_utf8", position=error.start + 1)]) from None
