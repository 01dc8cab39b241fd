"""From a reading to an answer with its reason: one organization, several, or none."""

import re
from dataclasses import replace

from matcher.domain import JointBody, PlaceCandidate, PlaceResolution, day_text
from matcher.places._codes import repair_code
from matcher.places._index import PlaceIndex, WrittenName
from matcher.places._joint_bodies import joint_body, names_joint_body
from matcher.places._line import Reading
from matcher.places._normalise import normalised
from matcher.places._reading import read
from matcher.places._tables import FormerName, Ward
from matcher.places._tail import without_joints

AGENCY_KIND = "府省庁"
NO_TABLE = "これらの団体の名前の表はありません。"
_OFFICE = re.compile(r"^(?:役場|役所|[市区町村都道府県]?庁|本庁)舎?")


def resolve(
    index: PlaceIndex, text: str, *, prefecture: str | None = None, strict: bool = False
) -> PlaceResolution:
    """Resolve a written place. See ``Directory.resolve``.

    Args:
        index: The names.
        text: As written.
        prefecture: What a neighbouring column says of the prefecture.
        strict: Accept only what cannot be a person's name.
    """
    known = _full_name(index, prefecture)
    if not strict:
        signs = normalised(text)
        if signs.replace("-", "").isdecimal():
            return _by_code(index, text, signs)
        if (found := _behind_a_name(index, text, known)) is not None:
            return found
    return _told(index, text, read(index, text, prefecture=known, strict=strict), known)


def _told(index: PlaceIndex, text: str, reading: Reading, known: str | None) -> PlaceResolution:
    if reading.bodies:
        return _joint_body(text, reading.bodies)
    if reading.agency is not None:
        return _agency(index, text, reading.agency.name, reading.written)
    if len(reading.names) == 1 and reading.problem != "bare_name":
        return resolved(text, reading.names[0], _how(reading))
    if reading.names:
        return PlaceResolution(
            text, "ambiguous", "", "", "", "", _why_open(reading), candidates(reading.names)
        )
    return PlaceResolution(
        text, "unknown", "", "", "", "", _why_unknown(index, text, reading, known)
    )


def _behind_a_name(index: PlaceIndex, text: str, prefecture: str | None) -> PlaceResolution | None:
    """The place behind a person's name: 架空 太郎@上島町. Before the sign stands no place."""
    name, _, place = normalised(text).rpartition("@")
    if not name or resolve(index, name, strict=True).status != "unknown":
        return None
    found = resolve(index, place, prefecture=prefecture, strict=True)
    return None if found.status == "unknown" else replace(found, input=text)


def _joint_body(text: str, bodies: tuple[JointBody, ...]) -> PlaceResolution:
    if len(bodies) > 1:
        found = tuple(PlaceCandidate(one.code[:6], one.name, one.prefecture) for one in bodies)
        why = f"「{bodies[0].name}」という団体は{len(found)}つあります。都道府県を添えてください。"
        return PlaceResolution(text, "ambiguous", "", "", "", "", why, found)
    return _known_body(text, bodies[0])


def _known_body(text: str, one: JointBody) -> PlaceResolution:
    code = one.code[:6]
    reason = f"名簿に{code}のコードで書かれた{one.full_name}です。"
    return PlaceResolution(text, "resolved", code, one.name, one.prefecture, one.kind, reason)


def _agency(index: PlaceIndex, text: str, name: str, written: str) -> PlaceResolution:
    reason = f"国の機関の{name}として読みました。"
    if written in index.offices:
        reason = f"{written}は{name}の機関です。"
    return PlaceResolution(text, "resolved", name, name, "", AGENCY_KIND, reason)


def resolved(text: str, name: WrittenName, reason: str) -> PlaceResolution:
    """The answer for one local government."""
    one = name.government
    return PlaceResolution(text, "resolved", one.code, one.name, one.prefecture, one.kind, reason)


def candidates(names: tuple[WrittenName, ...]) -> tuple[PlaceCandidate, ...]:
    """All local governments of the names, in the order of their codes."""
    governments = sorted({name.government.code: name.government for name in names}.items())
    return tuple(PlaceCandidate(code, one.name, one.prefecture) for code, one in governments)


def _full_name(index: PlaceIndex, prefecture: str | None) -> str | None:
    """The prefecture that a column names; what names none counts as not given."""
    if prefecture is None:
        return None
    written = normalised(prefecture).replace(" ", "")
    if (one := index.prefecture(written)) is not None:
        return one.name
    named = index.prefectures_in(written)
    return next(iter(named)) if len(named) == 1 else None


def _by_code(index: PlaceIndex, text: str, signs: str) -> PlaceResolution:
    reading = repair_code(index, signs)
    known = index.body(reading.code) if reading.code else None
    if known is not None:
        return _known_body(text, known)
    if reading.code and reading.code not in index.codes:
        names = {one.prefecture_code: one.name for one in index.prefectures.values()}
        body = joint_body(reading.code, names)
        if body is not None:
            reason = f"{body.prefecture}の一部事務組合か広域連合のコードです。{NO_TABLE}"
            return PlaceResolution(
                text, "resolved", body.code, body.name, body.prefecture, body.kind, reason
            )
    if reading.code:
        one = index.codes[reading.code]
        reason = reading.why or f"団体コード{one.code}の団体です。"
        return resolved(text, WrittenName(one.name, one.prefecture, one), reason)
    governments = tuple(index.codes[code] for code in reading.candidates)
    return PlaceResolution(
        text,
        "ambiguous" if governments else "unknown",
        "",
        "",
        "",
        "",
        reading.why,
        tuple(PlaceCandidate(one.code, one.name, one.prefecture) for one in governments),
    )


def _how(reading: Reading) -> str:
    name = reading.names[0]
    one = name.government
    origin = name.origin
    if isinstance(origin, FormerName):
        return _told_change(origin, one.name)
    if (ward := origin if isinstance(origin, Ward) else reading.ward) is not None:
        return _told_ward(ward)
    if not reading.exact and one.name != one.prefecture:
        return f"「{reading.written}」は{one.full_name}の別の書き方です。"
    behind = without_joints(_OFFICE.sub("", reading.rest))
    if behind:
        return f"{one.full_name}として読みました。「{behind}」は団体名に含めていません。"
    return f"{one.full_name}として読みました。"


def _told_change(past: FormerName, now: str) -> str:
    what = {"市制施行": "市制を施行して", "改称": "名前を改めて"}.get(past.change, "合併して")
    return f"{past.prefecture}{past.name}は{day_text(past.changed_on)}に{what}{now}になりました。"


def _told_ward(ward: Ward) -> str:
    if ward.changed_on is None:
        return f"{ward.name}は{ward.prefecture}{ward.city}の行政区です。"
    day = day_text(ward.changed_on)
    return f"{ward.name}は{day}の区の再編まで{ward.prefecture}{ward.city}の行政区でした。"


def _why_open(reading: Reading) -> str:
    if reading.problem == "bare_name":
        return f"「{reading.written}」だけでは団体が決まりません。市区町村まで書いてください。"
    count = len({name.government.code for name in reading.names})
    if len({name.name for name in reading.names}) > 1:
        return f"{count}団体の名前があります。1つに決めてください。"
    if any(isinstance(name.origin, Ward) for name in reading.names):
        return f"「{reading.written}」は{count}団体にあります。市の名前か都道府県を添えてください。"
    former = [isinstance(name.origin, FormerName) for name in reading.names]
    if any(former) and not all(former):
        return (
            f"「{reading.written}」は、旧市町村も含めて{count}団体にあたります。"
            "都道府県を添えてください。"
        )
    if any(former):
        return f"「{reading.written}」という旧市町村は、今の{count}団体にあたります。"
    return f"「{reading.written}」は{count}団体あります。都道府県を添えてください。"


def _why_unknown(index: PlaceIndex, text: str, reading: Reading, known: str | None) -> str:
    if reading.problem == "empty":
        return "団体名が書かれていません。"
    if names_joint_body(text):
        return (
            f"「{normalised(text)}」は一部事務組合か広域連合などの名前です。"
            f"{NO_TABLE}6桁の団体コードを添えてください。"
        )
    if reading.problem == "other_body":
        return f"「{normalised(text)}」は地方公共団体そのものの名前ではありません。"
    if reading.problem == "contradiction":
        return f"団体名は{reading.prefecture}、都道府県の欄は{known}で、食い違っています。"
    match = index.at_start(reading.written, None)
    places = tuple(dict.fromkeys(name.prefecture for name in match.names)) if match else ()
    if reading.problem == "not_in_prefecture" and places and reading.prefecture not in places:
        return (
            f"{reading.prefecture}に{reading.written}はありません。"
            f"{reading.written}があるのは{'、'.join(places)}です。"
        )
    return f"「{normalised(text)}」にあたる団体が見つかりません。"
