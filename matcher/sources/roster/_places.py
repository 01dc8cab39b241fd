"""The organization of a row from its code, its name and its prefecture, each row by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from matcher.domain import Agency, JointBody, PlaceResolution, RosterField, RosterRow
from matcher.places import CodeReading, Directory, load_directory, same_organization
from matcher.sources.roster._characters import tidy, why_tidied
from matcher.sources.roster._values import RowNotes

_FULL_NAME = "都道府県から正式な名前で書くか、6桁の団体コードを添えてください。"
_CHOOSE = "候補から1つ選んでください。都道府県か団体コードを添えると決まります。"
_DECIDE = "どちらが正しいか確かめて直してください。"


@dataclass(frozen=True, slots=True)
class OrganizationReading:
    """The organization of a row: as in ``RosterRow``."""

    code: str
    organization: str
    prefecture: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cells:
    """What a row says of its organization."""

    code: str
    organization: str
    prefecture: str

    @property
    def name(self) -> str:
        return tidy(self.organization)

    @property
    def region(self) -> str:
        return tidy(self.prefecture)


class OrganizationReader:
    """Reads the organizations of a roster; what is written alike is looked up once.

    Args:
        directory: All organizations.
        asked: Whether the roster has a column for organizations, so that an empty cell is a gap.
    """

    def __init__(self, directory: Directory, *, asked: bool) -> None:
        self._directory = directory
        self._asked = asked
        self._resolve = lru_cache(maxsize=4096)(self._looked_up)
        self._repaired = lru_cache(maxsize=4096)(self._looked_up_code)

    def is_place(self, text: str) -> bool:
        """Whether a text names an organization, or several."""
        return self._resolve(tidy(text), "").status != "unknown"

    def is_code(self, text: str) -> bool:
        """Whether a text is the code of an organization, or may be one of several."""
        return bool(_codes(self._repaired(text, "")))

    def read(
        self, code: str, organization: str, prefecture: str, notes: RowNotes
    ) -> OrganizationReading:
        """Decide on the organization; what stays open is told in the notes.

        Args:
            code: As written.
            organization: As written.
            prefecture: As written.
            notes: Repairs and problems are added here.
        """
        cells = _Cells(code.strip(), organization.strip(), prefecture)
        place = self._resolve(cells.name, cells.region)
        reading = self._code(cells, place)
        by_code, by_name = _codes(reading), _meant(place)
        if by_code and by_name:
            found = by_code & by_name
            if not found:
                self._tell_contradiction(cells.code, by_code, by_name, notes)
                return _open(cells, by_code | by_name)
        else:
            found = by_name or self._in_region(by_code, cells.region)
        # A code with a wrong check digit proves nothing by itself, half a name neither: 本部 is
        # seldom 本部町.
        told = place.code or len(by_name) > 1 or (by_name and (by_code or cells.region))
        certain = bool(reading.code or told or len(by_code) > 1)
        if len(found) != 1 or not certain:
            self._tell_open(cells, reading, place, notes)
            return _open(cells, found or self._elsewhere(cells))
        (chosen,) = found
        if not by_name and not self._agrees(chosen, cells, notes):
            return _open(cells, found)
        return self._settled(chosen, cells, reading, place, notes)

    def _looked_up(self, name: str, region: str) -> PlaceResolution:
        return self._directory.resolve(name, prefecture=region or None)

    def _looked_up_code(self, code: str, name: str) -> CodeReading:
        return self._directory.repair_code(code, name=name)

    def _code(self, cells: _Cells, place: PlaceResolution) -> CodeReading:
        if not cells.code:
            return CodeReading("", "", "")
        reading = self._repaired(cells.code, cells.name)
        if reading.code or place.status != "resolved":
            return reading
        named = self._repaired(cells.code, place.prefecture + place.name)
        return named if named.code else reading

    def _in_region(self, codes: frozenset[str], region: str) -> frozenset[str]:
        """Of codes that can be read in two ways those in the prefecture of the row, if any."""
        prefecture = self._resolve(region, "").prefecture if region else ""
        here = frozenset(code for code in codes if self._prefecture(code) == prefecture)
        return here if len(codes) > 1 and here else codes

    def _settled(
        self,
        chosen: str,
        cells: _Cells,
        reading: CodeReading,
        place: PlaceResolution,
        notes: RowNotes,
    ) -> OrganizationReading:
        one = self._directory.organization(chosen)
        # A joint body that no roster has named yet is called as this one calls it.
        known = not isinstance(one, JointBody) or bool(place.code)
        name = place.name or one.name if known else cells.name or one.name
        if cells.code and cells.code != chosen:
            why = reading.why or "全角の文字や余分な文字を直しました。"
            if not _codes(reading):
                why += "団体名から決めました。"
            notes.repair(RosterField.CODE, cells.code, chosen, why)
        why = why_tidied(cells.organization)
        if known and cells.name and cells.name.replace(" ", "") not in {name, one.full_name}:
            why += place.reason if place.code else self._decided_by(cells)
        if why:
            notes.repair(RosterField.ORGANIZATION, cells.organization, name, why)
        return OrganizationReading(chosen, name, self._prefecture(chosen))

    def _decided_by(self, cells: _Cells) -> str:
        return f"{'団体コード' if cells.code else '都道府県の欄'}から決めました。"

    def _agrees(self, chosen: str, cells: _Cells, notes: RowNotes) -> bool:
        """Whether the code's organization fits a prefecture or name that alone decides nothing."""
        stated = self._resolve(cells.region, "") if cells.region else None
        if stated and stated.code and stated.prefecture != self._prefecture(chosen):
            notes.problem(
                RosterField.PREFECTURE,
                cells.region,
                f"団体コードは{self._full(chosen)}、都道府県の欄は{stated.prefecture}で、"
                "食い違っています。",
                _DECIDE,
            )
            return False
        elsewhere = _meant(self._resolve(cells.name, "")) if cells.name else frozenset()
        if elsewhere and chosen not in elsewhere:
            self._tell_contradiction(chosen, frozenset({chosen}), elsewhere, notes)
            return False
        return True

    def _elsewhere(self, cells: _Cells) -> frozenset[str]:
        """What the name or the prefecture column alone could mean."""
        if cells.name and cells.region:
            return _meant(self._resolve(cells.name, ""))
        return _meant(self._resolve(cells.region, "")) if cells.region else frozenset()

    def _tell_contradiction(
        self, code: str, by_code: frozenset[str], by_name: frozenset[str], notes: RowNotes
    ) -> None:
        coded, named = ("か".join(map(self._full, sorted(codes))) for codes in (by_code, by_name))
        notes.problem(
            RosterField.CODE,
            code,
            f"団体コードは{coded}、団体名は{named}で、食い違っています。",
            _DECIDE,
        )

    def _tell_open(
        self, cells: _Cells, reading: CodeReading, place: PlaceResolution, notes: RowNotes
    ) -> None:
        if cells.code and not reading.code:
            notes.problem(RosterField.CODE, cells.code, reading.why, _FULL_NAME)
        if cells.name or (self._asked and not cells.code):
            remedy = _CHOOSE if place.status == "ambiguous" else _FULL_NAME
            if not cells.name and cells.region:
                remedy = f"{cells.region}の職員なら、団体名にも「{cells.region}」と書いてください。"
            notes.problem(RosterField.ORGANIZATION, cells.organization, place.reason, remedy)

    def _prefecture(self, code: str) -> str:
        one = self._directory.organization(code)
        return "" if isinstance(one, Agency) else one.prefecture

    def _full(self, code: str) -> str:
        return self._directory.organization(code).full_name


def organization_id(row: RosterRow, stored: str = "") -> str:
    """What is kept as the organization of a row's member; empty while it is open.

    Args:
        row: The row.
        stored: What is kept so far: a joint body keeps the name that it was first given.
    """
    kept = load_directory().joint_body_id(row.code, row.organization) if row.code else ""
    named = " " in stored and same_organization(stored, kept)
    return stored if named else kept


def joint_bodies_named(rows: Iterable[RosterRow]) -> frozenset[str]:
    """What is kept of the joint bodies that rows name by their codes."""
    return frozenset(kept for row in rows if " " in (kept := organization_id(row)))


def _open(cells: _Cells, codes: Iterable[str]) -> OrganizationReading:
    return OrganizationReading("", cells.name, cells.region, tuple(sorted(codes)))


def _codes(reading: CodeReading) -> frozenset[str]:
    return frozenset({reading.code} if reading.code else reading.candidates)


def _meant(place: PlaceResolution) -> frozenset[str]:
    return frozenset({place.code} if place.code else (one.code for one in place.candidates))
