"""Bodies of several municipalities (広域連合, 一部事務組合): known by form, without a table.

Prefectures number them (一部事務組合等コード): two digits of the prefecture, then 800 to 999, then
the check digit of all 全国地方公共団体コード.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from matcher.domain import JointBody
from matcher.places._normalise import normalised, place_key

JOINT_BODY_KIND = "一部事務組合等"

_IDENTIFIER = re.compile(r"(?P<code>(?:0[1-9]|[1-3][0-9]|4[0-7])[89][0-9]{3})(?: (?P<name>.+))?")
_TASKS = (
    "事務|衛生|環境|消防|清掃|斎場|火葬|葬斎|用水|病院|医療|福祉|教育|学校|給食|施設|管理|行政|広域"
    "|市町村圏|処理|競馬|競艇|競輪|ボートレース|林野|山林|牧野|保健|一部|退職手当|総合|共同|開発|港|道路"
    "|防災|資源|クリーン|水道|企業|収益|厚生|水防|ごみ|し尿|介護|救急|研修|センター|情報|墓園|聖苑|美化|園"
)
_NAME = re.compile(
    rf"広域連合|企業団|税\w{{0,10}}機構|(?:{_TASKS})\w{{0,4}}組合|[か外ほか][0-9一二三四五六七八九十]+[ヶケか]?[市区町村]\w*組合"
)
_CALLED_SO = re.compile("組合|広域|連合|企業団|機構")
_OTHERS = re.compile(
    r"職員|労働|健康保険|共済|協同|土地区画|振興|信用|商工|商店|漁業|農業|森林組合"
)


def identifier_of(code: str, name: str) -> str:
    """What is kept as a member's organization: the code and the name, for which no table exists."""
    return f"{code} {' '.join(name.split())}" if name.strip() else code


def same_organization(one: str, other: str) -> bool:
    """Whether two identifiers mean the same organization, whatever name a joint body is given."""
    return one == other or (
        one[:6] == other[:6] and bool(_IDENTIFIER.fullmatch(one) and _IDENTIFIER.fullmatch(other))
    )


def has_joint_form(code: str) -> bool:
    """Whether six digits begin like such a code; the check digit is looked at apart."""
    return bool(_IDENTIFIER.fullmatch(code)) and " " not in code


def names_joint_body(text: str) -> bool:
    """Whether a text holds the name of such a body, not that of another 組合."""
    name = normalised(text).replace(" ", "")
    return bool(_NAME.search(name)) and not _OTHERS.search(name)


def names_of_bodies(
    identifiers: Iterable[str], prefecture_names: Mapping[str, str]
) -> dict[str, tuple[JointBody, ...]]:
    """Bodies by the keys of what is written for them: their names, with and without prefecture.

    Args:
        identifiers: What :func:`identifier_of` made; what names no body is passed over.
        prefecture_names: Names by two-digit code.
    """
    found: defaultdict[str, dict[str, JointBody]] = defaultdict(dict)
    for identifier in sorted(identifiers):
        body = joint_body(identifier, prefecture_names)
        # 「総務課」 may stand beside a right code too, and would then be found everywhere.
        if body is None or not _CALLED_SO.search(body.name) or " " not in identifier:
            continue
        for name in (body.name, body.full_name):
            found[place_key(normalised(name).replace(" ", ""))].setdefault(body.code[:6], body)
    return {key: tuple(bodies.values()) for key, bodies in found.items()}


def joint_body(identifier: str, prefecture_names: Mapping[str, str]) -> JointBody | None:
    """The body of what :func:`identifier_of` made; None for any other text.

    Args:
        identifier: The code, and behind a blank the name.
        prefecture_names: Names by two-digit code.
    """
    match = _IDENTIFIER.fullmatch(identifier)
    if match is None:
        return None
    code, name = match["code"], match["name"] or ""
    prefecture = prefecture_names[code[:2]]
    kind = JOINT_BODY_KIND
    if name:
        kind = "広域連合" if name.endswith("広域連合") else "一部事務組合"
    return JointBody(
        code=identifier,
        name=name or f"{prefecture}の一部事務組合等({code})",
        kind=kind,
        prefecture_code=code[:2],
        prefecture=prefecture,
    )
