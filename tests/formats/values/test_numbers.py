"""Numbers as people write them become exact figures in the dictionary's unit."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.facts.dictionary import Definition, FactType
from kechuang.formats.values.numbers import canonical, read_number
from kechuang.formats.values.problem import ValueProblem
from kechuang.formats.values.show import plain

MONEY = Definition("revenue", "营业收入", "Revenue", FactType.MONEY, "万元")
YUAN = Definition("amount", "金额", "Amount", FactType.MONEY, "元")
RATIO = Definition("share", "占有率", "Share", FactType.RATIO, minimum=Decimal(0), maximum=Decimal(1))
PEOPLE = Definition("staff", "职工", "Staff", FactType.NUMBER, "人", minimum=Decimal(0))
WHOLE = Definition("count", "件数", "Count", FactType.INTEGER, "件")


@pytest.mark.parametrize(
    ("definition", "raw", "unit", "value"),
    [
        (MONEY, "5380", "", "5380"),
        (MONEY, "５，３８０．５０", "", "5380.5"),
        (MONEY, "5,380.00", "", "5380"),
        (MONEY, "5 380", "", "5380"),
        (MONEY, " ¥53,800,000 元", "", "5380"),
        (MONEY, "人民币53800000元", "", "5380"),
        (MONEY, "53800000", "元", "5380"),
        (MONEY, "53,800,000.01元", "", "5380.000001"),
        (MONEY, "5380万", "", "5380"),
        (MONEY, "5380万元", "", "5380"),
        (MONEY, "5380万元", "万元", "5380"),
        (MONEY, "5380万", "元", "5380"),
        (MONEY, "0.538亿", "", "5380"),
        (MONEY, "1.2亿元", "", "12000"),
        (MONEY, "1.2", "亿元", "12000"),
        (MONEY, "3千元", "", "0.3"),
        (MONEY, "5百万元", "", "500"),
        (MONEY, "-12.5", "", "-12.5"),
        (MONEY, "−12.5", "", "-12.5"),
        (MONEY, "+.5", "", "0.5"),
        (MONEY, "1e3", "", "1000"),
        (MONEY, 62, "", "62"),
        (MONEY, Decimal("0.10"), "", "0.1"),
        (MONEY, "53800000", "CNY", "5380"),
        (YUAN, "5380万", "", "53800000"),
        (YUAN, "156,971.50", "", "156971.5"),
        (RATIO, "11.3%", "", "0.113"),
        (RATIO, "１１．３％", "", "0.113"),
        (RATIO, "11.3", "%", "0.113"),
        (RATIO, "113‰", "", "0.113"),
        (RATIO, "0.113", "", "0.113"),
        (RATIO, "100%", "", "1"),
        (PEOPLE, "62人", "", "62"),
        (PEOPLE, "62.5", "", "62.5"),
        (PEOPLE, "1.2万", "", "12000"),
        (PEOPLE, "1.2万人", "", "12000"),
        (PEOPLE, "62", "人", "62"),
        (PEOPLE, "62 people", "", "62"),
        (WHOLE, "3.0件", "", "3"),
    ],
)
def test_it_is_understood_exactly(definition, raw, unit, value):
    assert plain(read_number(definition, raw, unit)) == value


@pytest.mark.parametrize(
    ("definition", "raw", "unit", "problem"),
    [
        (MONEY, "", "", "not_a_number"),
        (MONEY, "约5000", "", "not_a_number"),
        (MONEY, "1,23", "", "not_a_number"),
        (MONEY, "1.2.3", "", "not_a_number"),
        (MONEY, "1,2345", "", "not_a_number"),
        (MONEY, "0x10", "", "unit_mismatch"),
        (MONEY, "5000美元", "", "unit_mismatch"),
        (MONEY, "5000", "美元", "unit_mismatch"),
        (MONEY, "12人", "", "unit_mismatch"),
        (MONEY, "12%", "", "unit_mismatch"),
        (MONEY, "5380万", "万元", "unit_twice"),
        (MONEY, "5380元", "万元", "unit_twice"),
        (MONEY, "5000", "万", "unit_mismatch"),
        (MONEY, Decimal("NaN"), "", "not_a_number"),
        (MONEY, Decimal("Infinity"), "", "not_a_number"),
        (MONEY, "1" * 17, "", "number_too_long"),
        (MONEY, "1e900", "", "number_too_long"),
        (MONEY, "1e-900", "", "number_too_long"),
        (RATIO, "11.3", "", "above_maximum"),
        (RATIO, "120%", "", "above_maximum"),
        (RATIO, "-1%", "", "negative"),
        (RATIO, "5元", "", "unit_mismatch"),
        (RATIO, "5%", "‰", "unit_twice"),
        (PEOPLE, "-1", "", "negative"),
        (PEOPLE, "62", "元", "unit_mismatch"),
        (PEOPLE, "62%", "", "unit_mismatch"),
        (WHOLE, "3.5", "", "not_whole"),
    ],
)
def test_it_is_refused(definition, raw, unit, problem):
    with pytest.raises(ValueProblem) as raised:
        read_number(definition, raw, unit)
    assert raised.value.problem == problem


amounts = st.decimals(-(10**11), 10**11, places=6, allow_nan=False)


@given(amounts)
def test_every_spelling_of_an_amount_is_the_same_amount(amount):
    exact = canonical(amount)
    spellings = [
        plain(exact),
        f"{amount:,f}",
        f"{amount:,f}".replace(",", "，"),
        plain(exact) + "万元",
        plain(exact.scaleb(4)) + "元",
        plain(exact.scaleb(-4)) + "亿",
        plain(exact).translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－")),
    ]
    assert {read_number(MONEY, spelling) for spelling in spellings} == {exact}


@given(st.decimals(0, 1, places=12, allow_nan=False))
def test_a_percentage_is_its_fraction(share):
    exact = canonical(share)
    assert read_number(RATIO, plain(exact.scaleb(2)) + "%") == read_number(RATIO, plain(exact)) == exact


@given(
    st.one_of(st.decimals(), st.integers(), st.text()),
    st.sampled_from([MONEY, RATIO, PEOPLE, WHOLE]),
    st.text(max_size=3),
)
def test_anything_is_a_number_or_a_problem(raw, definition, unit):
    with suppress(ValueProblem):
        value = read_number(definition, raw, unit)
        assert canonical(value) == value


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_the_canonical_form_is_the_same_number(number):
    try:
        made = canonical(number)
    except ValueProblem:
        return
    assert made == number
    assert "E" not in str(made) or made == 0 or abs(made) < 1
    assert not plain(made).endswith(".")
