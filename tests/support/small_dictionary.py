"""A few names of the dictionary: the workbook of all of them takes ten times as long to write and read."""

from dataclasses import replace

from kechuang.formats.dictionary import load_dictionary

FACTS = (
    "established_date",
    "tax_levy",
    "staff",
    "revenue",
    "net_profit",
    "eval_score_platform",
    "share_domestic",
)
FACTS += ("rank_domestic", "own_brand")
RECORDS = ("ip", "award", "project")

SMALL = replace(
    load_dictionary(),
    facts={name: each for name, each in load_dictionary().facts.items() if name in FACTS},
    records={name: each for name, each in load_dictionary().records.items() if name in RECORDS},
)
