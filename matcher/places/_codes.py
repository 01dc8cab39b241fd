"""全国地方公共団体コード: its check digit, and what spreadsheets do to it."""

import re
from dataclasses import dataclass

from matcher.domain import LocalGovernment
from matcher.places._index import PlaceIndex
from matcher.places._joint_bodies import has_joint_form, names_joint_body
from matcher.places._normalise import normalised, place_key

_WEIGHTS = (6, 5, 4, 3, 2)
_EXCEL_NUMBER = re.compile(r"^'?(\d{4,6})(?:\.0+)?$")
_HYPHENATED = re.compile(r"^(\d{4,5})-(\d)$")


@dataclass(frozen=True, slots=True)
class CodeReading:
    """What a written code stands for.

    Attributes:
        input: As written.
        code: 6-digit code of a local government or a joint body, empty when it is not certain.
        why: One Japanese sentence on what was repaired or is wrong; empty for a code that is right.
        candidates: Codes that it can mean when it is not certain.
    """

    input: str
    code: str
    why: str
    candidates: tuple[str, ...] = ()


def check_digit(first_five: str) -> str:
    """The sixth digit of a 全国地方公共団体コード.

    The digits are multiplied by 6, 5, 4, 3, 2 and added up to S. The check digit is 11 - S when
    S is below 11, else the last digit of 11 - (S mod 11).
    Source: 総務省「全国地方公共団体コード」の検査数字の算出方法.

    >>> check_digit("01202")
    '5'
    >>> check_digit("13101")
    '6'
    """
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_five, strict=True))
    return str((11 - total if total < 11 else 11 - total % 11) % 10)


def repair_code(index: PlaceIndex, text: str, *, name: str = "") -> CodeReading:
    """Read a code that may have lost its leading zero or its check digit.

    Args:
        index: The directory's names and codes.
        text: 6 digits; 5 digits (no check digit, or no leading zero); 4 digits (neither).
            Full-width digits, a hyphen before the check digit and Excel's ``.0`` are read too.
        name: Name of the local government or ward in the same row, if it is known: it decides
            between readings that are both valid, and confirms a wrong check digit.

    Returns:
        The code of a local government (for a ward, of its city), or why there is none.
    """
    written = normalised(text).replace(" ", "")
    number = _EXCEL_NUMBER.match(_HYPHENATED.sub(r"\1\2", written))
    if number is None:
        return CodeReading(text, "", "団体コードは6桁の数字です。")
    digits = number[1]
    found = {code: why for code, why in _readings(digits) if _exists(index, code)}
    if len(found) > 1 and name:
        found = {code: why for code, why in found.items() if _bears(index, code, name)} or found
    if not found and (code := _joint_body_code(digits, name)):
        return CodeReading(text, code, "" if code == digits else "先頭の0を補いました。")
    if len(found) == 1:
        return _certain(index, text, *found.popitem())
    if found:
        return _open(index, text, "団体コードが2通りに読めます。団体名で決めてください。", [*found])
    return _wrong_check_digit(index, text, digits, name)


def _joint_body_code(digits: str, name: str) -> str:
    """The code of a 広域連合 or 一部事務組合, whose names nobody listed; empty when it is none.

    Five digits are taken for one that lost its zero only beside such a name: of any five digits
    every fifth begins like one, and every tenth of these has the right check digit.
    """
    code = "0" + digits if len(digits) == 5 and names_joint_body(name) else digits
    if len(code) != 6 or not has_joint_form(code) or check_digit(code[:5]) != code[5]:
        return ""
    return code


def _readings(digits: str) -> list[tuple[str, str]]:
    """All codes with a right check digit that the digits can stand for, each with what was done."""
    readings: list[tuple[str, str]] = []
    if len(digits) == 6 and check_digit(digits[:5]) == digits[5]:
        readings.append((digits, ""))
    if len(digits) == 5:
        readings.append((digits + check_digit(digits), "検査数字を補いました。"))
        if check_digit("0" + digits[:4]) == digits[4]:
            readings.append(("0" + digits, "先頭の0を補いました。"))
    if len(digits) == 4:
        padded = "0" + digits
        readings.append((padded + check_digit(padded), "先頭の0と検査数字を補いました。"))
    return readings


def _exists(index: PlaceIndex, code: str) -> bool:
    return code in index.codes or code in index.wards


def _bears(index: PlaceIndex, code: str, name: str) -> bool:
    ward = index.wards.get(code)
    if ward is not None:
        city = ward.city + ward.name
        names = {ward.name, ward.city, city, ward.prefecture + city}
    else:
        names = {index.codes[code].name, index.codes[code].full_name}
    return place_key(normalised(name).replace(" ", "")) in {place_key(one) for one in names}


def _government(index: PlaceIndex, code: str) -> LocalGovernment:
    ward = index.wards.get(code)
    return index.codes[ward.city_code if ward is not None else code]


def _certain(index: PlaceIndex, text: str, code: str, why: str) -> CodeReading:
    ward = index.wards.get(code)
    if ward is not None:
        why += f"{code}は{ward.city}{ward.name}のコードです。{ward.city}として読みました。"
    return CodeReading(text, _government(index, code).code, why)


def _open(index: PlaceIndex, text: str, why: str, codes: list[str]) -> CodeReading:
    governments = sorted({_government(index, code).code for code in codes})
    return CodeReading(text, "", why, tuple(governments))


def _wrong_check_digit(index: PlaceIndex, text: str, digits: str, name: str) -> CodeReading:
    unknown = CodeReading(text, "", "この団体コードの団体はありません。")
    if len(digits) != 6:
        return unknown
    meant = digits[:5] + check_digit(digits[:5])
    if meant == digits or not _exists(index, meant):
        return unknown
    if name and _bears(index, meant, name):
        return _certain(index, text, meant, "団体名に合わせて検査数字を直しました。")
    return _open(index, text, "団体コードの検査数字が合いません。", [meant])
