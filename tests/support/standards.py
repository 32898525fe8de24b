"""Standards for tests, from the few lines that matter."""

from __future__ import annotations

from kechuang.engines.facts.dictionary import Dictionary
from kechuang.engines.rules.load import load_standard
from kechuang.engines.rules.model import Standard
from kechuang.formats.yaml_lines import load_yaml

HEAD = """\
standard: test.standard
title: {zh: 测试标准, en: Test standard}
version: {citation: 测试〔2026〕1号, effective: 2020-01-01, mark: unverified}
"""


def make_standard(body: str, dictionary: Dictionary, head: str = HEAD) -> Standard:
    """Load the head followed by ``body``; clauses without a citation stand under 第一条."""
    text = head + body
    return load_standard(load_yaml(text, "test.yaml"), dictionary)
