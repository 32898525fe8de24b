"""Packs to standards: every fault of a file at once, each with its line."""

from kechuang.engines.rules.load.block import load_block
from kechuang.engines.rules.load.faults import Document, PackFault, PackFaults
from kechuang.engines.rules.load.standard import load_standard

__all__ = ["Document", "PackFault", "PackFaults", "load_block", "load_standard"]
