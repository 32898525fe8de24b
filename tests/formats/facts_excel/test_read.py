"""What people type into the workbook, understood or refused with sheet and cell."""

import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook

from kechuang.formats.facts_excel import read_facts_excel
from kechuang.formats.faults import InputFaults
from tests.support.small_dictionary import SMALL


class TestWhatIsTyped:
    @pytest.mark.parametrize(
        ("raw", "value"),
        [
            (5380, "5380"),
            (5380.5, "5380.5"),
            (0.1 + 0.2, "0.3"),
            ("５，３８０", "5380"),
            ("53,800,000元", "5380"),
            ("0.538亿", "5380"),
            (" 5380万元 ", "5380"),
        ],
    )
    def test_money(self, filled, raw, value):
        filled.put("revenue", 2025, raw)
        assert filled.read().value("revenue", 2025) == Decimal(value)

    def test_the_unit_column_counts(self, filled):
        filled.put("revenue", 2025, 53800000)
        filled.put("revenue", "单位", "元")
        assert filled.read().value("revenue", 2025) == Decimal(5380)

    @pytest.mark.parametrize(
        ("raw", "value"), [(0.113, "0.113"), ("11.3%", "0.113"), ("１１．３％", "0.113")]
    )
    def test_ratios(self, filled, raw, value):
        filled.put("share_domestic", "当前值", raw)
        assert filled.read().value("share_domestic") == Decimal(value)

    @pytest.mark.parametrize("raw", ["是", "yes", True, "是 "])
    def test_yes(self, filled, raw):
        filled.put("own_brand", "当前值", raw)
        assert filled.read().value("own_brand") is True

    @pytest.mark.parametrize(
        "raw",
        [
            date(2015, 3, 1),
            datetime(2015, 3, 1),  # noqa: DTZ001 — cells have no zone
            "2015年3月1日",
        ],
    )
    def test_dates(self, filled, raw):
        filled.put("established_date", "当前值", raw)
        assert filled.read().value("established_date") == date(2015, 3, 1)

    @pytest.mark.parametrize("raw", ["audit", "查账征收", "查账征收 audited books", "audited books"])
    def test_choices(self, filled, raw):
        filled.put("tax_levy", "当前值", raw)
        assert filled.read().value("tax_levy") == "audit"

    @pytest.mark.parametrize("raw", [None, "", "  ", "未知", "Unknown"])
    def test_nothing_and_unknown_are_unknown(self, filled, raw):
        filled.put("revenue", 2025, raw)
        assert filled.read().yearly == {}

    def test_source_date_and_official(self, filled):
        filled.put("revenue", 2025, 5380)
        filled.put("revenue", "来源", "自报")
        filled.put("revenue", "观测日期", date(2026, 4, 20))
        filled.put("revenue", "官方来源", "是")
        used = filled.read().used("revenue", 2025)
        assert (used.source, used.observed_at, used.official) == ("自报", date(2026, 4, 20), True)

    def test_a_copied_line_is_another_source(self, filled):
        cell = filled.put("revenue", 2025, 5380)
        sheet, row = cell.parent, sheet_end(cell.parent)
        code = filled.cell("revenue", "代码")
        sheet.cell(row, code.column).value = "revenue"
        sheet.cell(row, cell.column).value = 5400
        assert [seen.value for seen in filled.read().observations("revenue", 2025)] == [5380, 5400]

    def test_a_year_may_be_added(self, filled):
        sheet = filled.cell("staff", 2025).parent
        column = filled.cell("staff", "代码").column + 1
        sheet.cell(4, column).value = "2019年"
        sheet.cell(filled.cell("staff", 2025).row, column).value = 40
        assert filled.read().value("staff", 2019) == 40

    def test_moved_and_inserted_lines_do_no_harm(self, filled):
        sheet = filled.put("staff", 2025, 62).parent
        sheet.insert_rows(1, 3)
        assert filled.read().value("staff", 2025) == 62

    def test_records(self, filled):
        filled.row_cell("ip.kind").value = "发明专利 invention patent"
        filled.row_cell("ip.benefit").value = "是"
        filled.row_cell("ip.kind", 9).value = "软件著作权"
        assert filled.read().records == {
            "ip": ({"kind": "invention", "class": "I", "benefit": True}, {"kind": "software", "class": "II"})
        }

    def test_known_to_have_none(self, filled):
        filled.row_cell("award.level", 3).offset(0, 1).value = "是"
        assert filled.read().records == {"award": ()}

    def test_another_sheet_is_left_alone(self, filled):
        filled.book.create_sheet("草稿")["A1"] = "=1/0"
        filled.book["草稿"]["B2"] = "随便写"
        assert filled.read().now == {}


def sheet_end(sheet) -> int:
    return sheet.max_row + 1


class TestFaults:
    def test_every_fault_names_sheet_cell_value_and_expectation(self, filled):
        filled.put("staff", 2025, "六十二")
        filled.put("revenue", 2024, -5)
        filled.put("established_date", "当前值", "2015-13-01")
        filled.put("share_domestic", "当前值", 11.3)
        filled.row_cell("ip.kind").value = "商标"
        faults = filled.faults()
        assert [fault.partition(":")[0] for fault in faults] == [
            "基本情况 Basics!D5",
            "人员 People!G5",
            "收入成本利润 Income and profit!F5",
            "主导产品与市场 Product and market!D6",
            "知识产权 Intellectual property!A6",
        ]
        assert "found “六十二”" in faults[1]
        assert "expected a number in 人" in faults[1]
        assert "cannot be negative" in faults[2]

    def test_a_missing_code(self, filled):
        filled.put("uscc", "当前值", None)
        assert filled.faults()[0].startswith("企业 Enterprise!D5: the unified social credit code is missing")

    def test_a_wrong_code(self, filled):
        filled.put("uscc", "当前值", "12345")
        assert filled.faults()[0].startswith(
            "企业 Enterprise!D5: this is no unified social credit code; found “12345”"
        )

    def test_a_formula_that_was_never_calculated(self, filled):
        filled.put("revenue", 2025, "=5000+380")
        (fault,) = filled.faults()
        assert fault == (
            "收入成本利润 Income and profit!G5: this formula has no result; open and save it in Excel or WPS"
        )

    def test_a_formula_with_its_result_is_read_by_value(self, filled):
        filled.put("revenue", 2025, 5380)
        filled.book.save(filled.path)
        patch_sheet(filled.path, b"<v>5380</v>", b"<f>5000+380</f><v>5380</v>")
        assert read_facts_excel(filled.path, SMALL).value("revenue", 2025) == 5380

    def test_a_formula_that_ends_in_an_error(self, filled):
        cell = filled.put("revenue", 2025, "#DIV/0!")
        cell.data_type = "e"
        (fault,) = filled.faults()
        assert fault.startswith(
            "收入成本利润 Income and profit!G5: this formula ends in an error; found “#DIV/0!”"
        )

    def test_an_unknown_code(self, filled):
        filled.cell("revenue", "代码").value = "revenu"
        assert "did you mean “revenue”?" in filled.faults()[0]

    def test_values_without_a_code(self, filled):
        filled.put("revenue", 2025, 1)
        filled.cell("revenue", "代码").value = None
        assert "this line has values and no code" in filled.faults()[0]

    def test_values_under_a_strange_heading(self, filled):
        cell = filled.put("staff", 2022, 62)
        cell.parent.cell(4, cell.column).value = "去年"
        assert "something under an unknown heading" in filled.faults()[0]

    def test_a_year_twice(self, filled):
        cell = filled.put("staff", 2022, 62)
        cell.parent.cell(4, cell.column).value = 2025
        assert "this year has two columns" in filled.faults()[0]

    def test_a_year_out_of_range(self, filled):
        cell = filled.put("staff", 2022, 62)
        cell.parent.cell(4, cell.column).value = 1900
        assert "unknown heading" in filled.faults()[0]

    def test_a_unit_that_does_not_fit(self, filled):
        filled.put("staff", 2025, 62)
        filled.put("staff", "单位", "万元")
        assert "the unit does not fit" in filled.faults()[0]

    def test_rows_beside_none(self, filled):
        filled.row_cell("award.level", 3).offset(0, 1).value = "是"
        filled.row_cell("award.level").value = "国家级"
        assert "said to have none" in filled.faults()[0]

    def test_a_class_against_its_kind(self, filled):
        filled.row_cell("ip.kind").value = "软件著作权"
        filled.row_cell("ip.class").value = "I"
        (fault,) = filled.faults()
        assert fault.startswith("知识产权 Intellectual property!B6: this contradicts the kind; found “I”; ")

    def test_an_unknown_column(self, filled):
        filled.row_cell("ip.kind", 5).value = "ip.kinds"
        assert "did you mean “ip.kind”?" in filled.faults()[0]

    def test_a_required_column(self, filled):
        filled.row_cell("project.name").value = "柔轮"
        assert filled.faults() == [
            "研发项目 R&D projects!A6: a required column is missing; fill in “Project”"
        ]

    def test_a_removed_sheet(self, filled):
        filled.book.remove(filled.cell("staff", 2025).parent)
        assert filled.faults() == [
            "a sheet is missing; found “人员 People”; copy it back from a new template; it may stay empty"
        ]

    def test_a_list_on_two_sheets(self, filled):
        filled.book.copy_worksheet(filled.row_cell("award.level").parent)
        assert "two sheets hold this record list" in filled.faults()[0]


class TestWhatIsNoWorkbook:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "the file is empty"),
            (b"not a zip", "not an Excel workbook"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "encrypted, or an old .xls"),
            (b"PK\x03\x04broken", "not an Excel workbook"),
        ],
    )
    def test_is_said_plainly(self, tmp_path, content, words):
        path = tmp_path / "x.xlsx"
        path.write_bytes(content)
        with pytest.raises(InputFaults) as raised:
            read_facts_excel(path, SMALL)
        assert words in raised.value.text("en")

    def test_a_zip_of_something_else(self, tmp_path):
        path = tmp_path / "x.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", "x")
        with pytest.raises(InputFaults, match="不是 Excel 工作簿"):
            read_facts_excel(path, SMALL)

    def test_a_damaged_workbook(self, tmp_path):
        path = tmp_path / "x.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("xl/worksheets/sheet1.xml", "<broken")
        with pytest.raises(InputFaults, match="工作簿已损坏"):
            read_facts_excel(path, SMALL)

    def test_damage_inside_the_template(self, filled):
        filled.book.save(filled.path)
        patch_sheet(filled.path, b"<sheetData>", b"<sheetDat>")
        with pytest.raises(InputFaults):
            read_facts_excel(filled.path, SMALL)

    def test_an_empty_workbook(self, tmp_path):
        Workbook().save(tmp_path / "x.xlsx")
        with pytest.raises(InputFaults, match="不是由模板制作的工作簿"):
            read_facts_excel(tmp_path / "x.xlsx", SMALL)

    def test_a_missing_file(self, tmp_path):
        with pytest.raises(InputFaults, match="没有这个文件"):
            read_facts_excel(tmp_path / "x.xlsx", SMALL)


def patch_sheet(path, old: bytes, new: bytes) -> None:
    """Change the raw XML, as another program would have written it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(
                name, content.replace(old, new) if name.startswith("xl/worksheets/") else content
            )
