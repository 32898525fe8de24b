"""The workbook as people see it."""

import pytest
from openpyxl import load_workbook

from kechuang.engines.facts.dictionary import FactType, Period
from kechuang.engines.facts.sheet import Enterprise, FactSheet, Observation
from kechuang.formats.dictionary import load_dictionary
from kechuang.formats.facts_excel import write_facts_excel, write_facts_template
from kechuang.formats.faults import InputFaults

DICTIONARY = load_dictionary()


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    folder = tmp_path_factory.mktemp("books")
    made = {}
    for language in ("zh", "en"):
        write_facts_template(folder / f"{language}.xlsx", DICTIONARY, 2025, language)
        made[language] = load_workbook(folder / f"{language}.xlsx")
    return made


def cells(book):
    return [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
class TestATemplate:
    def test_has_every_name_once(self, books, language):
        words = [cell.value for cell in cells(books[language])]
        names = [*DICTIONARY.facts, *(n for n in DICTIONARY.attributes if n != "name")]
        names += [f"{r.name}.{c}" for r in DICTIONARY.records.values() for c in r.columns]
        assert [name for name in names if words.count(name) != 1] == []

    def test_shows_both_languages(self, books, language):
        words = {str(cell.value) for cell in cells(books[language])}
        assert {fact.zh for fact in DICTIONARY.facts.values()} <= words
        assert {fact.en for fact in DICTIONARY.facts.values()} <= words

    def test_explains_every_fact_in_a_note(self, books, language):
        notes = [cell.comment.text for cell in cells(books[language]) if cell.comment is not None]
        for fact in DICTIONARY.facts.values():
            assert any(fact.definition_zh in note and fact.definition_en in note for note in notes), fact.name
            assert any(fact.citation in note for note in notes)

    def test_offers_every_choice(self, books, language):
        book = books[language]
        offered = {cell.value for row in book["_choices"].iter_rows() for cell in row}
        for fact in DICTIONARY.facts.values():
            for each in fact.choices.values():
                assert f"{each['zh']} {each['en']}" in offered or f"{each['en']} {each['zh']}" in offered

    def test_every_choice_cell_has_its_list(self, books, language):
        book = books[language]
        for fact in DICTIONARY.facts.values():
            if fact.type in {FactType.CHOICE, FactType.BOOLEAN}:
                (code,) = (cell for cell in cells(book) if cell.value == fact.name)
                lists = code.parent.data_validations.dataValidation
                assert any(f"D{code.row}" in each.sqref for each in lists), fact.name

    def test_is_frozen_unlocked_and_prints_on_one_page_wide(self, books, language):
        for sheet in books[language].worksheets[1:]:
            if sheet.sheet_state == "hidden":
                continue
            assert sheet.freeze_panes
            assert not sheet.protection.sheet
            assert sheet.page_setup.orientation == "landscape"
            assert not sheet.sheet_view.showGridLines

    def test_starts_with_instructions_that_lead_to_every_sheet(self, books, language):
        book = books[language]
        links = {cell.hyperlink.location or cell.hyperlink.target for cell in cells(book) if cell.hyperlink}
        titles = {sheet.title for sheet in book.worksheets[1:] if sheet.sheet_state != "hidden"}
        assert {link.split("'")[1] for link in links} == titles

    def test_has_the_last_four_years(self, books, language):
        for sheet in books[language].worksheets:
            years = [cell.value for cell in sheet[4] if isinstance(cell.value, int)]
            facts = [
                f
                for f in DICTIONARY.yearly()
                if any(c.value == f.name for row in sheet.iter_rows() for c in row)
            ]
            running = [2026] if any(fact.running_year for fact in facts) else []
            assert years == ([2022, 2023, 2024, 2025, *running] if facts else [])


def test_number_formats_follow_the_type(books):
    book = books["zh"]
    formats = {
        FactType.MONEY: "#,##0.00",
        FactType.RATIO: "0.00%",
        FactType.DATE: "yyyy-mm-dd",
        FactType.INTEGER: "0",
    }
    for fact in DICTIONARY.facts.values():
        if fact.type in formats and fact.period is Period.NOW:
            (code,) = (cell for cell in cells(book) if cell.value == fact.name)
            assert code.parent.cell(code.row, 4).number_format == formats[fact.type]


def test_text_is_never_a_formula(tmp_path):
    source = Observation(True, "=HYPERLINK(1)")
    sheet = FactSheet(Enterprise("91210100MA0P00000X", "=cmd|' /C calc'!A0"), {}, {"own_brand": (source,)})
    write_facts_excel(tmp_path / "f.xlsx", sheet, DICTIONARY)
    book = load_workbook(tmp_path / "f.xlsx")
    assert [cell.coordinate for cell in cells(book) if cell.data_type == "f"] == []


def test_nothing_is_left_half_written(tmp_path, monkeypatch):
    path = tmp_path / "f.xlsx"
    path.write_bytes(b"before")

    def fail(self, name):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("openpyxl.workbook.workbook.Workbook.save", fail)
    with pytest.raises(InputFaults, match="无法写入"):
        write_facts_template(path, DICTIONARY, 2025)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(InputFaults, match="无法写入"):
        write_facts_template(tmp_path / "no" / "f.xlsx", DICTIONARY, 2025)
