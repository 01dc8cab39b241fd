"""The directory of all local governments and agencies, loaded once and never changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from matcher.domain import (
    JointBody,
    LocalGovernment,
    Organization,
    PlaceResolution,
    Prefecture,
    UnknownNameError,
    data_folder,
)
from matcher.places import _codes, _find, _profiles, _resolve
from matcher.places._index import PlaceIndex, build_index
from matcher.places._joint_bodies import (
    has_joint_form,
    identifier_of,
    joint_body,
    names_of_bodies,
)
from matcher.places._tables import Ward, read_tables


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """All 1,788 local governments, the 47 prefectures, the wards and the agencies.

    Attributes:
        local_governments: Prefectures and municipalities, by code.
        prefectures: By code.
        wards: Wards of designated cities that exist today; they are no local governments.
    """

    local_governments: tuple[LocalGovernment, ...]
    prefectures: tuple[Prefecture, ...]
    wards: tuple[Ward, ...]
    _index: PlaceIndex
    _prefectures: Mapping[str, Prefecture]
    _entries: tuple[_find.SearchEntry, ...]

    def local_government(self, code: str) -> LocalGovernment:
        """The local government with a 6-digit code.

        Raises:
            UnknownNameError: When there is none.
        """
        try:
            return self._index.codes[code]
        except KeyError:
            raise self._unknown(code) from None

    def organization(self, code: str) -> Organization:
        """The local government with a code, the agency with a name, or a joint body by its code.

        Raises:
            UnknownNameError: When there is none of them.
        """
        return (
            self._index.agencies.get(code)
            or self._index.body(code)
            or self._joint_body(code)
            or self.local_government(code)
        )

    def with_joint_bodies(self, identifiers: Iterable[str]) -> "Directory":
        """This directory, which also finds the joint bodies among what :meth:`joint_body_id` gave.

        Args:
            identifiers: Of organizations of any kind.
        """
        known = [one for one in identifiers if self._joint_body(one) is not None]
        if not known:
            return self
        bodies = names_of_bodies(known, self._prefecture_names)
        return replace(self, _index=replace(self._index, joint_bodies=bodies))

    def joint_body_id(self, code: str, name: str) -> str:
        """Under which code :meth:`organization` gives a joint body back with its name.

        The code itself for every other organization, and where ``name`` is only a description.
        """
        nameless = self._joint_body(code) if has_joint_form(code) else None
        return code if nameless is None or name == nameless.name else identifier_of(code, name)

    def _joint_body(self, identifier: str) -> JointBody | None:
        found = joint_body(identifier, self._prefecture_names)
        right = found is not None and _codes.check_digit(found.code[:5]) == found.code[5]
        return found if right else None

    @property
    def _prefecture_names(self) -> dict[str, str]:
        return {one.code: one.name for one in self.prefectures}

    def has(self, code: str) -> bool:
        """Whether :meth:`organization` knows the code."""
        known = code in self._index.codes or code in self._index.agencies
        return known or self._joint_body(code) is not None

    def prefecture(self, code: str) -> Prefecture:
        """The prefecture with a two-digit code.

        Raises:
            UnknownNameError: When there is none.
        """
        try:
            return self._prefectures[code]
        except KeyError:
            raise UnknownNameError(
                "この都道府県コードはありません。",
                value=code,
                remedy="01から47までの2桁で書いてください。",
            ) from None

    def neighbours(self, prefecture_code: str) -> tuple[Prefecture, ...]:
        """Prefectures reached from one by land, bridge or tunnel, by code.

        Raises:
            UnknownNameError: When there is no such prefecture.
        """
        codes = self.prefecture(prefecture_code).neighbours
        return tuple(self._prefectures[code] for code in codes)

    def in_prefecture(self, prefecture_code: str) -> tuple[LocalGovernment, ...]:
        """The prefecture and its municipalities, by code."""
        return tuple(
            one for one in self.local_governments if one.prefecture_code == prefecture_code
        )

    def resolve(self, text: str, *, prefecture: str | None = None) -> PlaceResolution:
        """What a written place means.

        Reads names with or without prefecture, county, department or address; wards (as their
        city), former names, variants of kanji and kana, text from PDFs, Excel and Macs, and codes.
        A name is found at the start of the text or behind 「氏名@」 only, never inside another
        word. What can mean several stays ambiguous; what names none stays unknown.

        Args:
            text: As written; may be empty.
            prefecture: What a neighbouring column says, with or without 都道府県. What names no
                prefecture counts as not given.
        """
        return _resolve.resolve(self._index, text, prefecture=prefecture)

    def repair_code(self, text: str, *, name: str = "") -> _codes.CodeReading:
        """Read a 全国地方公共団体コード that may have lost a zero or its check digit.

        Args:
            text: 4 to 6 digits.
            name: Name in the same row; it decides where digits can be read in two ways.
        """
        return _codes.repair_code(self._index, text, name=name)

    def find(self, text: str, limit: int = 20) -> tuple[Organization, ...]:
        """Organizations for a picker, best first: by name, reading, prefecture or former name.

        Several words narrow each other: 「愛媛 かみ」. Nothing typed finds nothing.
        """
        return _find.find(self._index, self._entries, text, limit)

    def organization_in_profile(
        self, title: str, display_name: str = "", introduction: str = ""
    ) -> _profiles.ProfileOrganization:
        """Where a member works, from the profile's title, the display name, the self-introduction.

        The title wins over the display name, that over the introduction. A name that occurs in
        several prefectures is decided only by a prefecture that the profile names as well; two
        different organizations in one text stay open.
        """
        return _profiles.organization_in_profile(self._index, title, display_name, introduction)

    def _unknown(self, code: str) -> UnknownNameError:
        reading = self.repair_code(code)
        nearest = [reading.code] if reading.code else reading.candidates
        names = [f"{one} {self._index.codes[one].full_name}" for one in nearest]
        return UnknownNameError("この団体コードの団体はありません。", value=code, nearest=names)


@lru_cache(maxsize=1)
def load_directory() -> Directory:
    """The directory from the ``data`` folder, read at the first call.

    Raises:
        InputError: When the reference data is missing or broken.
    """
    tables = read_tables(data_folder())
    index = build_index(tables)
    return Directory(
        local_governments=tables.local_governments,
        prefectures=tables.prefectures,
        wards=tuple(ward for ward in tables.wards if ward.code),
        _index=index,
        _prefectures={one.code: one for one in tables.prefectures},
        _entries=_find.search_entries(index),
    )
