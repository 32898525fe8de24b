"""The check of the unified social credit code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.facts.uscc import ALPHABET, check_character, has_right_check, is_structured


# published codes of well-known enterprises and institutions
@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "91110000802100433B", "91440300708461136T", "91330000712560751D"]
)
def test_real_codes_pass(code):
    assert is_structured(code)
    assert has_right_check(code)


def test_the_example_of_the_contract_is_fictional():
    assert is_structured("91210100MA0P00000X")
    assert not has_right_check("91210100MA0P00000X")


@pytest.mark.parametrize(
    "code",
    [
        "",
        "91350100M000100Y4",
        "91350100M000100Y433",
        "91350100m000100y43",
        "9135O100M000100Y43",
        "91350100I000100Y43",
        "913501 0M000100Y43",
    ],
)
def test_what_is_no_code(code):
    assert not is_structured(code)
    assert not has_right_check(code)


bodies = st.builds(
    "{}{}{}".format,
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
)


@given(bodies, st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(body, place, digit):
    code = body + check_character(body)
    assert has_right_check(code)
    changed = code[:place] + digit + code[place + 1 :]
    assert has_right_check(changed) == (changed == code)
