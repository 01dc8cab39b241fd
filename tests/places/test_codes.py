"""Codes with and without their check digit and leading zero."""

import pytest

from matcher.domain import UnknownNameError
from matcher.places import Directory, check_digit


def test_check_digit_holds_for_all(directory: Directory) -> None:
    """The formula gives the sixth digit of every code, wards included."""
    codes = [one.code for one in (*directory.local_governments, *directory.wards)]
    assert len(codes) == 1959
    assert all(check_digit(code[:5]) == code[5] for code in codes)


def test_every_code_is_read_back(directory: Directory) -> None:
    """The full code is right as it is; without check digit or zero it is found, or open."""
    for one in directory.local_governments:
        assert directory.repair_code(one.code).code == one.code
        assert not directory.repair_code(one.code).why
        for digits in {one.code[:5], one.code.lstrip("0"), one.code[:5].lstrip("0")}:
            if len(digits) < 4:
                continue
            plain = directory.repair_code(digits)
            assert one.code == plain.code or one.code in plain.candidates
            assert directory.repair_code(digits, name=one.full_name).code == one.code


@pytest.mark.parametrize("text", ["０１２０２５", " 12025.0", "'012025", "01202-5", "012025\u200b"])
def test_what_spreadsheets_add_is_taken_off(directory: Directory, text: str) -> None:
    """Full-width digits, Excel's decimals and apostrophes do no harm."""
    assert directory.repair_code(text).code == "012025"


def test_two_readings_are_decided_by_the_name(directory: Directory) -> None:
    """12203 is 市川市 without check digit and 士別市 without its zero."""
    plain = directory.repair_code("12203")
    assert (plain.code, plain.candidates) == ("", ("012203", "122033"))
    assert directory.repair_code("12203", name="市川市").code == "122033"
    assert directory.repair_code("12203", name="北海道士別市").code == "012203"
    assert directory.repair_code("12203", name="架空市").code == ""


def test_wrong_check_digit_needs_the_name(directory: Directory) -> None:
    """A wrong check digit is repaired only when the name says the same; else it is offered."""
    alone = directory.repair_code("131010")
    assert (alone.code, alone.candidates) == ("", ("131016",))
    assert directory.repair_code("131010", name="千代田区").code == "131016"
    assert directory.repair_code("131010", name="港区").code == ""


@pytest.mark.parametrize("text", ["", "12", "1234567", "abcdef", "000000", "999993"])
def test_no_code(directory: Directory, text: str) -> None:
    """What is no code says so."""
    reading = directory.repair_code(text)
    assert (reading.code, reading.candidates) == ("", ())
    assert reading.why


def test_unknown_code_names_the_nearest(directory: Directory) -> None:
    """The error for a shortened code offers the right one."""
    with pytest.raises(UnknownNameError, match="012025 北海道函館市"):
        directory.local_government("12025")
