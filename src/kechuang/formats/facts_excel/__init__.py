"""Facts of one enterprise as a workbook: template, writer, reader."""

from kechuang.formats.facts_excel.read import read_facts_excel
from kechuang.formats.facts_excel.write import write_facts_excel, write_facts_template

__all__ = ["read_facts_excel", "write_facts_excel", "write_facts_template"]
