"""The words of every fault, Chinese and English side by side."""

from __future__ import annotations

from collections.abc import Mapping

VALUE_WAS: Mapping[str, str] = {"zh": "实为“{value}”", "en": "found “{value}”"}

FAULT_TEXTS: Mapping[str, Mapping[str, str]] = {
    # YAML
    "not_yaml": {"zh": "不是有效的 YAML（{detail}）", "en": "this is not valid YAML ({detail})"},
    "yaml_too_deep": {"zh": "嵌套超过 {limit} 层", "en": "nested deeper than {limit} levels"},
    "yaml_recursive": {"zh": "锚点引用了自身", "en": "an alias refers to itself"},
    "yaml_tag": {"zh": "不允许使用标签", "en": "tags are not allowed"},
    "yaml_merge": {"zh": "不允许使用合并键 <<", "en": "merge keys (<<) are not allowed"},
    "yaml_key_not_text": {"zh": "键必须是文本", "en": "a key must be text"},
    "yaml_duplicate_key": {
        "zh": "键重复，第 {line} 行已出现",
        "en": "duplicate key, first seen on line {line}",
    },
    "yaml_not_mapping": {"zh": "不是键值对", "en": "this is not a mapping"},
    "yaml_missing_key": {"zh": "缺少“{name}”", "en": "“{name}” is missing"},
    "yaml_unknown_key": {"zh": "没有这个键", "en": "unknown key"},
    "yaml_not_text": {"zh": "不是文本", "en": "this is not text"},
    "yaml_not_texts": {"zh": "不是文本列表", "en": "this is not a list of texts"},
    "yaml_not_flag": {"zh": "不是 true 或 false", "en": "this is neither true nor false"},
    "expect_mapping": {"zh": "应为“键: 值”", "en": "expected “key: value”"},
    "expect_text": {"zh": "应为文本", "en": "expected text"},
    "expect_quoted_text": {
        "zh": "应为文本，数字和日期请加引号",
        "en": "expected text; quote numbers and dates",
    },
    "expect_texts": {"zh": "应为文本列表", "en": "expected a list of texts"},
    "expect_flag": {"zh": "应为 true 或 false", "en": "expected true or false"},
    "expect_near": {"zh": "是不是“{near}”", "en": "did you mean “{near}”?"},
    "expect_one_of": {"zh": "应为以下之一：{choices}", "en": "expected one of: {choices}"},
    # packs
    "no_such_folder": {"zh": "没有这个文件夹", "en": "there is no such folder"},
    "expect_pack_folder": {"zh": "应为存放规则包的文件夹", "en": "expected a folder of packs"},
    "not_utf8": {"zh": "第 {position} 个字节不是 UTF-8", "en": "byte {position} is not UTF-8"},
    "name_twice": {"zh": "名称已被使用", "en": "this name is taken"},
    "unknown_theme": {"zh": "没有这个主题", "en": "unknown theme"},
    "theme_mixes_periods": {
        "zh": "同一主题不能既有年度事实又有当前事实",
        "en": "a theme holds yearly facts or facts of now, not both",
    },
    "choices_do_not_fit_type": {
        "zh": "choice 类型须有 choices，text 类型可有，其他类型不得有",
        "en": "type choice needs choices, text may suggest some, other types have none",
    },
    "bounds_crossed": {"zh": "minimum 大于 maximum", "en": "minimum is above maximum"},
    "part_differs": {
        "zh": "部分与整体的单位或期间不同",
        "en": "part and whole differ in unit or period",
    },
    "bad_computed": {
        "zh": "computed 应为“列.键”，且该列每个选项都有此键",
        "en": "computed is “column.key”, and every choice of that column has the key",
    },
    # values
    "not_a_number": {"zh": "不是数字", "en": "this is not a number"},
    "number_too_long": {"zh": "数字过长", "en": "this number is too long"},
    "not_whole": {"zh": "不是整数", "en": "this is not a whole number"},
    "negative": {"zh": "不可能为负数", "en": "this cannot be negative"},
    "below_minimum": {"zh": "低于最小可能值", "en": "below what is possible"},
    "above_maximum": {"zh": "超过最大可能值", "en": "above what is possible"},
    "unit_mismatch": {"zh": "单位不符", "en": "the unit does not fit"},
    "unit_twice": {"zh": "单位有歧义：“{first}”与“{second}”", "en": "two units: “{first}” and “{second}”"},
    "unit_not_allowed": {"zh": "此处没有单位", "en": "there is no unit here"},
    "not_a_boolean": {"zh": "不是“是”或“否”", "en": "this is neither yes nor no"},
    "bad_date": {"zh": "日期无效", "en": "this is not a date"},
    "date_out_of_range": {"zh": "日期超出范围", "en": "this date is out of range"},
    "bad_year": {"zh": "年度无效", "en": "this is not a fiscal year"},
    "unknown_choice": {"zh": "没有这个选项", "en": "unknown choice"},
    "empty_text": {"zh": "文本为空", "en": "the text is empty"},
    "text_too_long": {"zh": "文本过长", "en": "the text is too long"},
    "control_character": {"zh": "含有控制字符", "en": "the text holds control characters"},
    "expect_number": {"zh": "应为数字", "en": "expected a number"},
    "expect_number_in": {
        "zh": "应为数字，单位{unit}，如 62 或 1,200",
        "en": "expected a number in {unit}, such as 62 or 1,200",
    },
    "expect_whole": {"zh": "应为整数", "en": "expected a whole number"},
    "expect_money": {
        "zh": "应为金额，单位{unit}，如 5380、5,380.00 或 53800000元",
        "en": "expected an amount in {unit}, such as 5380, 5,380.00 or 53800000元",
    },
    "expect_ratio": {"zh": "应为比例，如 0.113 或 11.3%", "en": "expected a ratio such as 0.113 or 11.3%"},
    "expect_share": {
        "zh": "应在 0 与 1 之间，如 0.113 或 11.3%",
        "en": "expected between 0 and 1, such as 0.113 or 11.3%",
    },
    "expect_shorter": {
        "zh": "整数部分至多 {whole} 位、小数至多 {fraction} 位",
        "en": "expected at most {whole} digits before and {fraction} after the point",
    },
    "expect_at_least": {"zh": "应不小于 {low}{unit}", "en": "expected at least {low}{unit}"},
    "expect_at_most": {"zh": "应不大于 {high}{unit}", "en": "expected at most {high}{unit}"},
    "expect_between": {
        "zh": "应在 {low} 与 {high}{unit} 之间",
        "en": "expected between {low} and {high}{unit}",
    },
    "expect_one_unit": {"zh": "只写一个单位", "en": "state one unit only"},
    "expect_no_unit": {"zh": "应去掉单位“{unit}”", "en": "leave out the unit “{unit}”"},
    "expect_boolean": {"zh": "应为 是/否（true/false）", "en": "expected yes/no (true/false)"},
    "expect_date": {
        "zh": "应为 YYYY-MM-DD 形式的日期，如 2026-05-08",
        "en": "expected a date as YYYY-MM-DD, such as 2026-05-08",
    },
    "expect_date_between": {
        "zh": "应为 {low} 年至 {high} 年之间的日期",
        "en": "expected a date between {low} and {high}",
    },
    "expect_year": {
        "zh": "应为 {low} 至 {high} 之间的四位年度",
        "en": "expected a year between {low} and {high}",
    },
    "expect_text_or_null": {"zh": "应为文本；未知请留空或写 null", "en": "expected text; null where unknown"},
    "expect_text_within": {"zh": "至多 {longest} 个字符", "en": "expected at most {longest} characters"},
    # JSON
    "not_json": {"zh": "不是有效的 JSON（{detail}）", "en": "this is not valid JSON ({detail})"},
    "expect_json": {"zh": "应为 UTF-8 编码的 JSON", "en": "expected JSON in UTF-8"},
    "json_too_deep": {"zh": "嵌套过深", "en": "nested too deep"},
    "json_duplicate_key": {"zh": "键重复", "en": "duplicate key"},
    "json_missing": {"zh": "缺少内容", "en": "something is missing"},
    "expect_one_key": {"zh": "每个键只写一次", "en": "state each key once"},
    "expect_enterprise": {
        "zh": "应有 enterprise，其中 uscc 必填",
        "en": "expected “enterprise”, with at least its uscc",
    },
    "expect_value": {"zh": "应有 value", "en": "expected “value”"},
    "not_an_object": {"zh": "不是对象", "en": "this is not an object"},
    "not_a_list": {"zh": "不是列表", "en": "this is not a list"},
    "not_by_year": {"zh": "年度事实须按年度填写", "en": "a yearly fact is stated by year"},
    "expect_object": {"zh": "应为 {{…}}", "en": "expected {{…}}"},
    "expect_row_object": {
        "zh": '每行应为 {{"列": 值}}',
        "en": 'expected a row as {{"column": value}}',
    },
    "expect_rows": {
        "zh": "应为列表，每行一个对象；确认没有时写 []",
        "en": "expected a list with one object a row; [] when there are none",
    },
    "expect_years": {
        "zh": '应为 {{"2025": 值}}，键为会计年度',
        "en": 'expected {{"2025": value}} by fiscal year',
    },
    # facts
    "unknown_fact": {"zh": "词典中没有这个事实", "en": "the dictionary has no such fact"},
    "unknown_record": {"zh": "词典中没有这个清单", "en": "the dictionary has no such record list"},
    "unknown_column": {"zh": "该清单没有这一列", "en": "this record list has no such column"},
    "unknown_key": {"zh": "没有这个键", "en": "unknown key"},
    "expect_dictionary_name": {
        "zh": "名称见 docs/facts.md",
        "en": "the names are in docs/facts.md",
    },
    "cell_missing": {"zh": "缺少必填列", "en": "a required column is missing"},
    "expect_cell": {"zh": "应填写“{column}”", "en": "fill in “{column_en}”"},
    "contradicts": {"zh": "与种类矛盾", "en": "this contradicts the kind"},
    "expect_implied": {
        "zh": "“{origin}”应为 {implied}，或留空",
        "en": "{origin_en} is {implied}; or leave it empty",
    },
    "uscc_missing": {"zh": "缺少统一社会信用代码", "en": "the unified social credit code is missing"},
    "bad_uscc": {"zh": "统一社会信用代码无效", "en": "this is no unified social credit code"},
    "expect_uscc": {
        "zh": "应为 18 位数字和大写字母（不含 I、O、S、V、Z），第 3 至 8 位为数字",
        "en": "expected 18 digits and capitals (without I, O, S, V, Z), digits in places 3 to 8",
    },
    "bad_region": {"zh": "行政区划代码无效", "en": "this is no region code"},
    "expect_region": {
        "zh": "应为六位行政区划代码，如 210100",
        "en": "expected a six-digit division code such as 210100",
    },
    "bad_industry": {"zh": "国民经济行业代码无效", "en": "this is no industry code"},
    "expect_industry": {
        "zh": "应为 GB/T 4754 的 2 至 4 位代码，可带门类字母，如 3484 或 C3484",
        "en": "expected two to four digits of GB/T 4754, with or without its letter, such as 3484 or C3484",
    },
    # files
    "no_such_file": {"zh": "没有这个文件", "en": "there is no such file"},
    "cannot_read": {"zh": "无法读取（{detail}）", "en": "this cannot be read ({detail})"},
    "cannot_write": {"zh": "无法写入（{detail}）", "en": "this cannot be written ({detail})"},
    "file_empty": {"zh": "文件为空", "en": "the file is empty"},
    "file_too_large": {"zh": "文件过大", "en": "the file is too large"},
    "expect_smaller": {"zh": "至多 {largest} 字节", "en": "expected at most {largest} bytes"},
    "unknown_format": {"zh": "不认识的文件格式", "en": "unknown file format"},
    "expect_facts_file": {
        "zh": "应为 .json，或由模板填写的 .xlsx",
        "en": "expected .json, or .xlsx made from the template",
    },
    "expect_utf8": {"zh": "请另存为 UTF-8 编码", "en": "save it as UTF-8"},
    # workbooks
    "not_a_workbook": {"zh": "不是 Excel 工作簿", "en": "this is not an Excel workbook"},
    "workbook_damaged": {"zh": "工作簿已损坏", "en": "the workbook is damaged"},
    "workbook_encrypted": {
        "zh": "工作簿已加密，或是旧的 .xls 格式",
        "en": "the workbook is encrypted, or an old .xls",
    },
    "workbook_too_large": {"zh": "工作簿过大", "en": "the workbook is too large"},
    "sheet_too_long": {"zh": "工作表超过 {limit} 行", "en": "the sheet has more than {limit} rows"},
    "expect_workbook": {
        "zh": "应为未加密的 .xlsx 工作簿，可用 Excel 或 WPS 另存",
        "en": "expected an .xlsx without password; save it so from Excel or WPS",
    },
    "formula_without_value": {"zh": "公式没有计算结果", "en": "this formula has no result"},
    "expect_saved_formula": {
        "zh": "请在 Excel 或 WPS 中打开并保存一次",
        "en": "open and save it in Excel or WPS",
    },
    "formula_error": {"zh": "公式结果是错误", "en": "this formula ends in an error"},
    "not_a_plain_value": {"zh": "不是数字、日期或文本", "en": "this is no number, date or text"},
    "expect_plain_cell": {
        "zh": "应为数字、日期、是/否或文本",
        "en": "expected a number, date, yes/no or text",
    },
    "line_without_code": {"zh": "此行有值而没有代码", "en": "this line has values and no code"},
    "expect_code": {"zh": "应填写指标代码，见代码列", "en": "expected the code of an indicator"},
    "year_twice": {"zh": "年度列重复", "en": "this year has two columns"},
    "strange_column": {"zh": "不认识的列中有内容", "en": "there is something under an unknown heading"},
    "wrong_column": {"zh": "填错了列", "en": "this is the wrong column"},
    "expect_year_column": {"zh": "应填在年度列下，如 2025", "en": "expected under a year such as 2025"},
    "expect_value_column": {"zh": "应填在“当前值”列下", "en": "expected under “Value”"},
    "column_without_code": {"zh": "此列有值而没有代码", "en": "this column has values and no code"},
    "expect_column_code": {"zh": "应在表头下的代码行填写代码", "en": "expected a code under the heading"},
    "rows_beside_none": {"zh": "已选“没有记录”却有内容", "en": "said to have none, but there are rows"},
    "expect_no_rows": {"zh": "请删去内容或清除“是”", "en": "remove the rows or clear the “yes”"},
    "not_our_template": {
        "zh": "不是由模板制作的工作簿",
        "en": "this workbook was not made from the template",
    },
    "expect_template": {
        "zh": "请先运行 kechuang template facts --out FACTS.xlsx",
        "en": "start from kechuang template facts --out FACTS.xlsx",
    },
    "sheet_missing": {"zh": "缺少工作表", "en": "a sheet is missing"},
    "expect_sheet": {
        "zh": "请从新模板补回该表；没有内容就留空",
        "en": "copy it back from a new template; it may stay empty",
    },
    "record_twice": {"zh": "同一清单有两张工作表", "en": "two sheets hold this record list"},
    # regions and ledgers
    "not_a_region": {"zh": "不是区域数据目录", "en": "this is no region directory"},
    "expect_region_folder": {
        "zh": "应为含有 enterprises.parquet 的文件夹",
        "en": "expected a folder with enterprises.parquet",
    },
    "not_parquet": {
        "zh": "无法按 Parquet 读取（{detail}）",
        "en": "this cannot be read as Parquet ({detail})",
    },
    "column_missing": {"zh": "缺少列", "en": "a column is missing"},
    "firm_twice": {"zh": "企业重复", "en": "this firm stands twice"},
    "firm_unknown": {"zh": "企业表中没有这家企业", "en": "the sheet of enterprises has no such firm"},
    "expect_firm": {"zh": "请先在企业表中添加", "en": "add it to the sheet of enterprises first"},
    "year_of_firm_twice": {"zh": "该企业的这个年度重复", "en": "this firm has this year twice"},
    "project_twice": {"zh": "项目编号重复", "en": "this project stands twice"},
    "expect_ledger_template": {
        "zh": "请先运行 kechuang template ledger --out LEDGER.xlsx",
        "en": "start from kechuang template ledger --out LEDGER.xlsx",
    },
    # advice: what is used all the same
    "advice_uscc_check": {
        "zh": "统一社会信用代码的校验码不符，按此代码继续",
        "en": "the check character of this code does not fit; it is used all the same",
    },
    "expect_check_character": {
        "zh": "校验码应为“{character}”",
        "en": "the check character would be “{character}”",
    },
    "advice_sources_differ": {"zh": "来源不一致", "en": "sources disagree"},
    "expect_used": {
        "zh": "采用 {used}（{source}）",
        "en": "{used_en} is used ({source})",
    },
    "advice_part_exceeds": {"zh": "“{part}”大于“{whole}”", "en": "“{part_en}” is above “{whole_en}”"},
    "advice_net_assets": {
        "zh": "净资产与资产总额减负债总额不符",
        "en": "net assets differ from assets less liabilities",
    },
    "expect_difference": {"zh": "资产－负债为 {difference}", "en": "assets less liabilities is {difference}"},
}
