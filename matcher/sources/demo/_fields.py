"""Fields of work: which divisions exist in which kind of office, and what they deal with."""

from dataclasses import dataclass
from random import Random

from matcher.domain import LocalGovernment

IT_GROUPS = (
    "標準化・ガバクラ",
    "ネットワーク・三層分離",
    "セキュリティ",
    "業務改善・RPA・ローコード",
    "生成AI",
    "データ利活用・オープンデータ",
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of work.

    Attributes:
        groups: Groups of the taxonomy it deals with, its own first.
        weight: How common it is among the members.
        large: Names of its division in cities and prefectures.
        small: Names in towns and villages, where divisions are few.
        it: Whether it is the office's own IT.
    """

    groups: tuple[str, ...]
    weight: float
    large: tuple[str, ...]
    small: tuple[str, ...]
    it: bool = False


FIELDS = (
    Field(
        ("標準化・ガバクラ", "ネットワーク・三層分離", "セキュリティ", "マイナンバー"),
        24,
        ("情報政策課", "情報システム課", "デジタル推進課", "情報管理課", "ICT推進課"),
        ("総務課", "企画情報課", "総務財政課", "企画財政課", "情報係"),
        it=True,
    ),
    Field(
        ("ネットワーク・三層分離", "セキュリティ", "業務改善・RPA・ローコード", "調達・契約・予算"),
        14,
        ("情報基盤課", "情報システム課", "デジタル改革課", "総務部情報課"),
        ("総務課", "企画情報課", "企画課"),
        it=True,
    ),
    Field(
        ("業務改善・RPA・ローコード", "生成AI", "窓口DX", "人材育成・研修"),
        16,
        ("DX推進課", "デジタル戦略課", "行政改革課", "スマート自治体推進課"),
        ("企画課", "まちづくり推進課", "総務課", "企画政策課"),
        it=True,
    ),
    Field(
        ("データ利活用・オープンデータ", "生成AI", "広報", "標準化・ガバクラ"),
        6,
        ("データ活用推進室", "政策企画課", "デジタル戦略課"),
        ("企画課", "総合政策課"),
        it=True,
    ),
    Field(
        ("人材育成・研修", "業務改善・RPA・ローコード", "セキュリティ"),
        4,
        ("人事課", "職員課", "DX推進課"),
        ("総務課",),
    ),
    Field(
        ("住民基本台帳", "マイナンバー", "窓口DX"),
        8,
        ("市民課", "戸籍住民課", "窓口サービス課"),
        ("住民課", "町民生活課", "住民生活課"),
    ),
    Field(("窓口DX", "住民基本台帳", "マイナンバー"), 5, ("市民課", "行政経営課"), ("住民課",)),
    Field(
        ("税", "窓口DX"), 5, ("税務課", "市民税課", "資産税課", "収納課"), ("税務課", "税務住民課")
    ),
    Field(
        ("福祉・介護", "マイナンバー"),
        5,
        ("介護保険課", "福祉政策課", "障害福祉課"),
        ("保健福祉課", "健康福祉課"),
    ),
    Field(
        ("子育て", "福祉・介護"),
        4,
        ("こども政策課", "保育課", "子育て支援課"),
        ("こども課", "保健福祉課"),
    ),
    Field(
        ("防災", "データ利活用・オープンデータ"),
        4,
        ("危機管理課", "防災課"),
        ("総務課防災係", "防災安全課"),
    ),
    Field(
        ("教育・GIGA", "ネットワーク・三層分離"),
        4,
        ("教育総務課", "学校教育課", "教育委員会事務局"),
        ("教育課", "教育委員会事務局"),
    ),
    Field(
        ("財務会計", "調達・契約・予算"),
        4,
        ("財政課", "会計課", "契約検査課"),
        ("総務課", "出納室", "財政係"),
    ),
    Field(
        ("調達・契約・予算", "財務会計", "標準化・ガバクラ"), 2, ("契約課", "財政課"), ("総務課",)
    ),
    Field(
        ("法令・個人情報", "セキュリティ"), 3, ("総務課", "文書法制課", "法務文書課"), ("総務課",)
    ),
    Field(
        ("広報", "地域・都道府県"),
        3,
        ("広報課", "秘書広報課", "シティプロモーション課"),
        ("企画課", "総務課広報係"),
    ),
    Field(
        ("地域・都道府県", "広報", "防災"),
        5,
        ("地域振興課", "政策企画課", "都市整備課"),
        ("まちづくり推進課", "地域創生課", "建設課"),
    ),
)

AGENCY_FIELDS = (
    Field(
        ("標準化・ガバクラ", "調達・契約・予算"), 4, ("地方業務システム担当", "総合調整担当"), ()
    ),
    Field(("窓口DX", "マイナンバー"), 3, ("国民向けサービス担当", "窓口担当"), ()),
    Field(("ネットワーク・三層分離", "セキュリティ"), 2, ("ネットワーク担当",), ()),
    Field(("人材育成・研修", "コミュニティ"), 3, ("自治体連携担当",), ()),
    Field(("子育て", "福祉・介護"), 2, ("情報化担当",), ()),
    Field(("教育・GIGA", "データ利活用・オープンデータ"), 2, ("企画担当",), ()),
)

_SMALL_KINDS = frozenset({"町", "村"})


def draw_field(random: Random, government: LocalGovernment | None) -> Field:
    """A field of work for someone of a local government (None: of an agency of the state)."""
    if government is None:
        return random.choices(AGENCY_FIELDS, [field.weight for field in AGENCY_FIELDS])[0]
    small = government.kind in _SMALL_KINDS
    weights = [field.weight * (1.5 if small and field.it else 1.0) for field in FIELDS]
    return random.choices(FIELDS, weights)[0]


def draw_department(random: Random, field: Field, government: LocalGovernment | None) -> str:
    """The name of the division, fitting the kind of office."""
    small = government is not None and government.kind in _SMALL_KINDS
    name = random.choice(field.small if small and field.small else field.large)
    if government is None:
        return name
    own = {"町": "町民", "村": "村民", "特別区": "区民", "都道府県": "県民"}.get(government.kind)
    if own and name.startswith(("市民", "町民")):
        name = own + name[2:]
    return name
