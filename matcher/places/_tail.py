"""What may stand behind a name: a department or an address, but not the rest of another word."""

import re
from dataclasses import dataclass

# Signs that may stand before, between and behind names: all but letters, kanji, kana and digits.
_JOINT = r"[\W_]"
_BREAK = re.compile(_JOINT)
_AROUND = re.compile(f"^{_JOINT}+|{_JOINT}+$")
_BEFORE = re.compile(f"^{_JOINT}+")

_DEPARTMENT = re.compile(
    r"^(?:役場|役所|[市区町村都道府県]?庁|本庁|本所|支所|議会|職員|[市町村]長|区長|知事|副|消防|教育|立|病院)"
    r"|課|部|局|係|室|班|担当|センター|事務所|委員会|本部|職員|グループ|チーム|情シス"
    r"|支庁|官房|出張所|消防署|保健所|研究所|試験場|図書館|博物館|美術館|公民館|学校|幼稚園|保育[所園]|こども園|自衛隊"
)
# 津市場, 中央市民病院, 美里町づくり, 松山市外二町: here the name is cut out of a longer word.
_OTHER_WORD = re.compile(
    r"^(?:場|町村|販|況|電|街|会|内会|外|づくり|おこし|並み|なみ|民(?!.{0,8}(?:課|係|部|局|室|担当|センター)))"
)
_COMPANY = re.compile(
    r"(?:株式|有限|合同|合名|合資|相互)会社|\((?:株|有|同|社|財|一社|一財|公社|公財|独)\)"
    r"|\b(?:Inc|Ltd|Corp|LLC)\b"
)
_JOINT_BODY = re.compile(r"組合|広域連合|企業団|連合会|町村会|市長会|議長会|機構(?!改革)")
# Before any word for a division: 社会福祉協議会総務課, but 企画部大学連携室.
_OTHER_BODY = re.compile(
    r"^[^課部局係室]{0,20}?(?:社協|協議会|協会|会議所|商工会|自治会|町会|公社|事業団|財団|連盟|信用金庫|新聞社"
    r"|(?:医師|薬剤師|弁護士|税理士|行政書士|司法書士|建築士)会|生協|農協|漁協"
    r"|(?:大学|短大|高専|高等専門学校)(?!連携|誘致|進学|との|等|校|政策))"
    r"|(?:法人|銀行|新聞|ホテル|交通|電鉄|学園)$"
    r"|(?:認可|独立行政|特殊|[財社]団|国立大学|公立大学|学校|医療)法人(?![課係税]|担当|指導|監査)"
)
# Who names one of these works there, whatever place stands beside it.
_EMPLOYER = re.compile(
    r"^[^課部局係室]{0,20}?(?:社協|社会福祉協議会|会議所|商工会|新聞社"
    r"|(?:大学|短大|高専|高等専門学校)(?!連携|誘致|進学|との|等|校|政策|生))|(?:銀行|電力|法人)$"
)
# 村上市郎, 川崎町子: a person's name that begins like a place.
_PERSON = re.compile(
    r"^(?:[一二三四五六七八九十太次]?郎|.?[子代江美蔵助介夫男雄丸]|[太松]|.?之[助介]|.?衛門?)$"
)


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a name.

    Attributes:
        text: Without blanks and without signs at its start.
        separated: Whether a blank or a sign stands between the name and it, or nothing follows.
    """

    text: str
    separated: bool

    @property
    def first(self) -> str:
        """The text up to the next sign."""
        return _BREAK.split(self.text, maxsplit=1)[0]

    @property
    def departmental(self) -> bool:
        """Whether it reads as an office or a department."""
        return bool(_DEPARTMENT.search(self.first))

    @property
    def personal(self) -> bool:
        """Whether it reads as the end of a person's name."""
        return bool(_PERSON.match(self.first))

    @property
    def other_body(self) -> bool:
        """Whether it makes the whole the name of a body that is not the local government."""
        return bool(
            _COMPANY.search(self.text)
            or _JOINT_BODY.search(self.first)
            or _OTHER_BODY.search(self.first)
        )

    def follows_municipality(self, *, sure: bool) -> bool:
        """Whether a municipality's name can end here.

        Args:
            sure: The name stands with its prefecture, so that an address may follow at once.
        """
        if not self.text:
            return True
        if self.other_body or (not self.separated and _OTHER_WORD.match(self.text)):
            return False
        return sure or self.separated or self.departmental

    def follows_prefecture(self) -> bool:
        """Whether a prefecture's name can end here; a municipality that is not known cannot."""
        if not self.text:
            return True
        if self.other_body:
            return False
        if self.departmental:
            return True
        return self.separated and self.first[-1:] not in "市区町村郡"


def is_joint(sign: str) -> bool:
    """Whether a sign may stand before, between and behind names."""
    return bool(_BREAK.match(sign))


def without_joints(text: str) -> str:
    """A text without such signs at its ends."""
    return _AROUND.sub("", text)


def names_company(text: str) -> bool:
    """Whether a text holds the name of a company."""
    return bool(_COMPANY.search(text))


def names_employer(text: str) -> bool:
    """Whether a text holds a company, or is the name of a university, bank or the like."""
    return bool(_COMPANY.search(text) or _EMPLOYER.search(text))


def tail(rest: str, *, blank_before: bool) -> Tail:
    """The tail of a name from what follows it."""
    text = _BEFORE.sub("", rest)
    return Tail(text, separated=blank_before or not text or text != rest)
