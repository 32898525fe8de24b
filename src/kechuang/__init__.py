"""Kechuang (科创): an innovation system, from need to result to reward, with dated and cited rules."""

__version__ = "0.1.0"
