"""What a member roster says, row by row, and what would follow from it for the members."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from matcher.domain._organizations import PlaceCandidate
from matcher.domain._records import Profile
from matcher.domain._tenures import Tenure


class RosterField(StrEnum):
    """What a column of a roster is taken for."""

    NAME = "name"
    EMAIL = "email"
    NUMBER = "number"
    CODE = "code"
    ORGANIZATION = "organization"
    PREFECTURE = "prefecture"
    DEPARTMENT = "department"
    APPOINTED_ON = "appointed_on"
    LEFT_ON = "left_on"
    TOPICS = "topics"
    STATUS = "status"


ROSTER_FIELD_NAMES: Final[Mapping[str, str]] = {
    RosterField.NAME: "氏名",
    RosterField.EMAIL: "メールアドレス",
    RosterField.NUMBER: "職員番号",
    RosterField.CODE: "団体コード",
    RosterField.ORGANIZATION: "団体名",
    RosterField.PREFECTURE: "都道府県",
    RosterField.DEPARTMENT: "所属",
    RosterField.APPOINTED_ON: "着任日",
    RosterField.LEFT_ON: "退職日",
    RosterField.TOPICS: "関心・担当テーマ",
    RosterField.STATUS: "在籍区分",
}
"""What the fields are called in Japanese."""

_ON_THE_PLACE: Final = (RosterField.CODE, RosterField.ORGANIZATION, RosterField.PREFECTURE)


@dataclass(frozen=True, slots=True)
class RosterRepair:
    """A value that is read otherwise than it is written.

    Attributes:
        field: Name of the field.
        from_: As written in the file.
        to: As it is read.
        why: One Japanese sentence.
    """

    field: str
    from_: str
    to: str
    why: str


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """A value that cannot be read, or that stays open until a person decides.

    ``field`` is empty when the problem is that of the whole row.
    """

    field: str
    value: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One data row of a roster.

    Attributes:
        row: Its number as Excel shows it.
        name: In its own characters, with single blanks.
        email: In lower case and half width, empty when there is none that is valid.
        number: 職員番号 with its leading zeros.
        code: 6-digit code of the local government or an agency's name; empty while it is open.
        organization: Official spelling when ``code`` is known, else as written.
        prefecture: Of the organization when ``code`` is known, else as written.
        department: Parts in several columns are joined with a blank.
        appointed_on, left_on: None when empty or no date.
        topics: Words as given.
        status: 在籍区分 as written.
        duplicate_of: Number of an earlier row of the same person.
        repaired: What is read otherwise than written.
        candidates: Codes that the organization can mean while it is open.
        problems: What cannot be read or stays open.
    """

    row: int
    name: str = ""
    email: str = ""
    number: str = ""
    code: str = ""
    organization: str = ""
    prefecture: str = ""
    department: str = ""
    appointed_on: date | None = None
    left_on: date | None = None
    topics: tuple[str, ...] = ()
    status: str = ""
    duplicate_of: int | None = None
    repaired: tuple[RosterRepair, ...] = ()
    candidates: tuple[str, ...] = ()
    problems: tuple[RosterProblem, ...] = ()

    @property
    def full_name(self) -> str:
        """The organization with its prefecture, as far as the row says."""
        if self.organization.startswith(self.prefecture):
            return self.organization
        return self.prefecture + self.organization

    @property
    def unreadable(self) -> tuple[RosterProblem, ...]:
        """The problems that no choice among the candidates can settle."""
        if not self.candidates:
            return self.problems
        return tuple(one for one in self.problems if one.field not in _ON_THE_PLACE)


@dataclass(frozen=True, slots=True)
class RosterSkipped:
    """A row below the header that is no member: a total, a note, a heading."""

    row: int
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class RosterReading:
    """A roster as it was read; nothing is stored yet.

    Attributes:
        file: The file's name.
        sheet: Name of the worksheet, empty for CSV.
        encoding: ``utf-8``, ``utf-8-sig``, ``utf-16``, ``cp932`` or ``xlsx``.
        header_rows: Numbers of the rows that hold the headers.
        columns: What each header was taken for; an empty text for a column that is not read.
        rows: Every data row.
        members: How many different people the rows are.
        skipped: Rows that are no members.
        notices: Japanese sentences on the file as a whole.
    """

    file: str
    sheet: str
    encoding: str
    header_rows: tuple[int, ...]
    columns: Mapping[str, str]
    rows: tuple[RosterRow, ...]
    members: int
    skipped: tuple[RosterSkipped, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def repairs(self) -> Mapping[RosterRepair, tuple[int, ...]]:
        """What is read otherwise than written, with the numbers of the rows, each repair once."""
        found: dict[RosterRepair, list[int]] = {}
        for row in self.rows:
            for repair in row.repaired:
                found.setdefault(repair, []).append(row.row)
        return {repair: tuple(rows) for repair, rows in found.items()}

    @property
    def unreadable(self) -> tuple[tuple[int, RosterProblem], ...]:
        """What cannot be read, with the numbers of the rows."""
        return tuple((row.row, problem) for row in self.rows for problem in row.unreadable)


@dataclass(frozen=True, slots=True)
class RosterChange:
    """What a row would change in a member's profile.

    Attributes:
        row: Its number.
        member_id, name: Who the row was found to be.
        before: The profile as stored, None when there is none.
        after: The profile to store.
        changed: Names of the profile's fields that differ.
        moved: Whether the member worked elsewhere before (異動).
        appointed_on: Since when, if the roster says so.
    """

    row: int
    member_id: str
    name: str
    before: Profile | None
    after: Profile
    changed: tuple[str, ...]
    moved: bool
    appointed_on: date | None


@dataclass(frozen=True, slots=True)
class RosterUnmatched:
    """A row that no member was found for."""

    row: int
    name: str
    email: str
    why: str


@dataclass(frozen=True, slots=True)
class RosterLeaver:
    """A member of whom the roster says that they leave.

    Attributes:
        row: Its number.
        member_id, name: Who it is.
        left_on: When, if the roster says so.
        status: The roster's word.
        gone: False while the day lies ahead.
    """

    row: int
    member_id: str
    name: str
    left_on: date | None
    status: str
    gone: bool


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What would follow from a roster for the members; nothing is stored yet.

    Attributes:
        matched: How many rows belong to a member (duplicates not counted).
        unchanged: How many of them change nothing.
        duplicates: How many rows repeat an earlier one.
        unresolved: Numbers of the rows whose organization stays open.
        changes: What would be stored.
        not_found: Rows without a member.
        leavers: Members who left or will leave; the profile of who is gone is not changed.
        unknown_topics: Words of the rows that name no topic, each once.
        tenures: Where members worked from when to when: all tenures of each member of whom
            something else is stored.
    """

    matched: int
    unchanged: int
    duplicates: int
    unresolved: tuple[int, ...]
    changes: tuple[RosterChange, ...]
    not_found: tuple[RosterUnmatched, ...]
    leavers: tuple[RosterLeaver, ...]
    unknown_topics: tuple[str, ...]
    tenures: tuple[Tenure, ...] = ()

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles to store."""
        return tuple(change.after for change in self.changes)

    @property
    def touched(self) -> frozenset[str]:
        """Ids of the members of whom something else is stored."""
        changed = {change.member_id for change in self.changes}
        return frozenset(changed | {tenure.member_id for tenure in self.tenures})


@dataclass(frozen=True, slots=True)
class RosterQuestion:
    """An organization that a person has to choose, once for all rows that are alike.

    Rows are alike when they write the organization alike and their addresses have one domain:
    two 府中市 with different domains are two questions.

    Attributes:
        rows: Numbers of the rows.
        names: Names in these rows, each once.
        written: The organization as written, else what else stands for it.
        domain: Of the addresses, empty when there are none.
        why: One Japanese sentence: why it stays open.
        candidates: What can be chosen.
    """

    rows: tuple[int, ...]
    names: tuple[str, ...]
    written: str
    domain: str
    why: str
    candidates: tuple[PlaceCandidate, ...]


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """A roster, what would follow from it, and what a person can still decide.

    Nothing is stored yet.
    """

    reading: RosterReading
    plan: RosterPlan
    questions: tuple[RosterQuestion, ...]
