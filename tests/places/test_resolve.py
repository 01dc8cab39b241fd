"""Resolving written places: what must hold for all names, and traps one by one."""

import time
import unicodedata
from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import LocalGovernment, data_folder
from matcher.places import Directory, folded, load_directory, normalised
from matcher.places._normalise import place_key
from matcher.places._tables import read_tables

ALL = load_directory().local_governments
MUNICIPALITIES = [one for one in ALL if one.name != one.prefecture]
NAMES = Counter(one.name for one in MUNICIPALITIES)


def _short(prefecture: str) -> str:
    return prefecture if prefecture == "北海道" else prefecture[:-1]


def _codes(directory: Directory, text: str) -> set[str]:
    one = directory.resolve(text)
    return {one.code} if one.status == "resolved" else {two.code for two in one.candidates}


def test_everyone_resolves_to_itself_from_the_full_name(directory: Directory) -> None:
    """All 1,788 full names are themselves, with and without 県, blanks and a department."""
    assert len(ALL) == 1788
    for one in ALL:
        for text in (
            one.full_name,
            f"{_short(one.prefecture)}{one.name}" if one in MUNICIPALITIES else one.name,
            f"{one.prefecture} {one.name} 企画課"
            if one in MUNICIPALITIES
            else f"{one.name} 総務部",
            f"{one.full_name}庁" if one.name == one.prefecture else f"{one.full_name}役場企画係",
            unicodedata.normalize("NFD", one.full_name),
        ):
            found = directory.resolve(text)
            assert (found.status, found.code) == ("resolved", one.code), text
            assert found.name == one.name


def test_bare_names_resolve_when_they_are_unique(directory: Directory) -> None:
    """A bare name is its municipality, or ambiguous with exactly the municipalities of that name.

    A special ward's name may also be a ward of a designated city.
    """
    wards = {ward.name for ward in directory.wards}
    for one in MUNICIPALITIES:
        found = directory.resolve(one.name)
        if NAMES[one.name] > 1 or (one.name in wards and one.kind == "特別区"):
            assert found.status == "ambiguous", one.name
            assert one.code in {two.code for two in found.candidates}
        else:
            assert found.code == one.code, one.full_name


def test_all_25_same_names_are_ambiguous(directory: Directory) -> None:
    """Each name that occurs in several prefectures lists them all, and each prefecture decides."""
    repeated = [name for name, count in NAMES.items() if count > 1]
    assert len(repeated) == 25
    for name in repeated:
        same = [one for one in MUNICIPALITIES if one.name == name]
        assert _codes(directory, name) == {one.code for one in same}
        for one in same:
            assert directory.resolve(name, prefecture=one.prefecture).code == one.code
            assert directory.resolve(name, prefecture=_short(one.prefecture)).code == one.code
            assert directory.resolve(f"{name}({one.prefecture})").code == one.code


def test_town_is_never_answered_with_a_city(directory: Directory) -> None:
    """A town or village whose stem is also a city's is answered with its like only."""
    by_stem: defaultdict[str, list[LocalGovernment]] = defaultdict(list)
    for one in MUNICIPALITIES:
        by_stem[one.name[:-1]].append(one)
    checked = 0
    for same in by_stem.values():
        if len({one.name[-1] for one in same}) < 2:
            continue
        for one in same:
            found = directory.resolve(one.name)
            names = {two.name for two in found.candidates} or {found.name}
            if one.name[-1] != "区":
                assert names == {one.name}
                checked += 1
    assert checked > 50


def test_every_ward_is_its_city(directory: Directory) -> None:
    """A ward written with its city is the city, with or without prefecture and blank."""
    assert len(directory.wards) == 171
    for ward in directory.wards:
        for text in (
            f"{ward.city}{ward.name}",
            f"{ward.prefecture}{ward.city}　{ward.name}",
            f"{ward.city}{ward.name}役所 区政推進課",
        ):
            assert directory.resolve(text).code == ward.city_code, text
        assert ward.city_code in _codes(directory, ward.name)


@pytest.mark.parametrize(
    ("text", "count"), [("北区", 12), ("青葉区", 2), ("大阪北区", 2), ("港区", 3)]
)
def test_ward_alone_lists_its_cities(directory: Directory, text: str, count: int) -> None:
    """A ward's name that several cities have stays open; 東京都北区 is one of them."""
    found = directory.resolve(text)
    assert found.status == "ambiguous"
    assert len(found.candidates) == count


def test_all_prefectures_with_and_without_suffix(directory: Directory) -> None:
    """愛媛県, 愛媛 and 愛媛県庁 are the prefecture."""
    for one in directory.prefectures:
        office = one.name + "庁"
        for text in (one.name, _short(one.name), office):
            assert directory.resolve(text).name == one.name, text


@pytest.mark.parametrize(
    ("text", "full_name"),
    [
        ("津市", "三重県津市"),
        ("四日市市", "三重県四日市市"),
        ("市川市", "千葉県市川市"),
        ("市川三郷町", "山梨県市川三郷町"),
        ("町田市", "東京都町田市"),
        ("村上市", "新潟県村上市"),
        ("大町市", "長野県大町市"),
        ("大町町", "佐賀県大町町"),
        ("田村市", "福島県田村市"),
        ("郡山市", "福島県郡山市"),
        ("大和郡山市", "奈良県大和郡山市"),
        ("郡上市", "岐阜県郡上市"),
        ("蒲郡市役所", "愛知県蒲郡市"),
        ("都城市", "宮崎県都城市"),
        ("東京都府中市", "東京都府中市"),
        ("東京都大島町", "東京都大島町"),
        ("小笠原村", "東京都小笠原村"),
        ("さいたま市", "埼玉県さいたま市"),
        ("泊村", "北海道泊村"),
        ("三郷市", "埼玉県三郷市"),
        ("三郷町", "奈良県三郷町"),
        ("山形県山形市", "山形県山形市"),
        ("山形村", "長野県山形村"),
        ("福島町", "北海道福島町"),
        ("石川町", "福島県石川町"),
        ("広島県安芸郡府中町", "広島県府中町"),
        ("中川郡池田町", "北海道池田町"),
        ("北安曇郡池田町", "長野県池田町"),
        ("鹿島市", "佐賀県鹿島市"),
        ("茨城県鹿島市", "茨城県鹿嶋市"),
        ("水⼾市", "茨城県水戸市"),
        ("ﾆｾｺ町", "北海道ニセコ町"),
        ("上　島 町", "愛媛県上島町"),
        ("塩釜市", "宮城県塩竈市"),
        ("檮原町", "高知県梼原町"),
        ("袖が浦市", "千葉県袖ケ浦市"),
        ("葛\U000e0100城市", "奈良県葛城市"),
        ("愛媛県上島町 企画課", "愛媛県上島町"),
        ("高知県高知市 税務課（課税係）", "高知県高知市"),
        ("松山市役所市民課", "愛媛県松山市"),
        ("〒790-8571 愛媛県松山市二番町四丁目7番地2", "愛媛県松山市"),
        ("千代田区霞が関", "東京都千代田区"),
        ("（愛媛県）松山市", "愛媛県松山市"),
        ("愛媛県/松山市", "愛媛県松山市"),
        ("府中市、東京都", "東京都府中市"),
        ("静岡県清水市", "静岡県静岡市"),
        ("宮城村田町役場企画係", "宮城県村田町"),
        ("山口村", "岐阜県中津川市"),
        ("福岡県那珂川町", "福岡県那珂川市"),
        ("栃木県那珂川町", "栃木県那珂川町"),
        ("大網白里町", "千葉県大網白里市"),
        ("０１２０２５", "北海道函館市"),
        ("六か所村", "青森県六ヶ所村"),
        ("六カ所村", "青森県六ヶ所村"),
        ("にせこ町", "北海道ニセコ町"),
        ("南あるぷす市", "山梨県南アルプス市"),
        ("長﨑縣長﨑市", "長崎県長崎市"),
        ("德島県", "徳島県"),
        ("那霸市", "沖縄県那覇市"),
        ("輕井澤町", "長野県軽井沢町"),
        ("名古屋港区", "愛知県名古屋市"),
        ("札幌 厚別区", "北海道札幌市"),
        ("青葉区(横浜市)", "神奈川県横浜市"),
        ("府中市役所情報課（広島県）", "広島県府中市"),
        ("★上島町★", "愛媛県上島町"),
        ("架空 太郎@上島町", "愛媛県上島町"),
        ("架空太郎＠愛媛県上島町 企画課", "愛媛県上島町"),
        ("千葉 架空@松山市", "愛媛県松山市"),
        ("上島町@架空", "愛媛県上島町"),
        ("府中市@東京都", "東京都府中市"),
        ("和歌山県海草郡美里町", "和歌山県紀美野町"),
        ("遠田郡美里町", "宮城県美里町"),
        ("上島町🏝", "愛媛県上島町"),
        ("茨城県勝田市", "茨城県ひたちなか市"),
        ("福岡県八幡市", "福岡県北九州市"),
        ("八幡市", "京都府八幡市"),
    ],
)
def test_traps(directory: Directory, text: str, full_name: str) -> None:
    """Names that hold 市, 町, 村, 郡 or 都 inside, other spellings, and what stands around them."""
    found = directory.resolve(text)
    assert found.status == "resolved", found.reason
    assert directory.local_government(found.code).full_name == full_name


@pytest.mark.parametrize(
    "text",
    [
        "津市場",
        "中央市民病院",
        "京都市場",
        "村上市郎",
        "福島 町子",
        "美里町づくり",
        "新東京都",
        "株式会社松山市",
        "aoba@city.example.lg.jp",
        "架空@愛媛大学",
        "架空@松山市場",
        "東京都市大学",
        "愛媛県町村会",
        "愛媛県後期高齢者医療広域連合",
        "松山市社会福祉協議会",
        "愛媛県架空市",
        "愛媛県府中市",
        "大阪府守口市外三町",
        "総務課",
        "なし",
        "架空市役所",
        "令和6年",
        "99999",
    ],
)
def test_no_name_inside_another_word(directory: Directory, text: str) -> None:
    """What names no local government is unknown, says why and offers nothing."""
    found = directory.resolve(text)
    assert (found.status, found.code, found.candidates) == ("unknown", "", ())
    assert found.reason.endswith("。")


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("松山", {"382019"}),
        ("愛媛県松山", {"382019"}),
        ("府中", {"132063", "342084", "343021"}),
        ("松山市・今治市", {"382019", "382027"}),
        ("福島@伊達市", {"012335", "072133"}),
        ("架空@府中市", {"132063", "342084"}),
        ("山梨県上九一色村", {"192015", "194301"}),
        ("群馬県東村", {"102041", "102121", "104299"}),
        ("海草郡美里町", {"045055", "113816", "303046", "433489"}),
        ("12203", {"012203", "122033"}),
    ],
)
def test_doubt_stays_open(directory: Directory, text: str, candidates: set[str]) -> None:
    """Half a name, two names, a village that was divided, digits of two meanings: candidates."""
    found = directory.resolve(text)
    assert found.status == "ambiguous"
    assert {one.code for one in found.candidates} == candidates


def test_the_office_of_a_known_prefecture(directory: Directory) -> None:
    """県庁 beside a column for the prefecture is its office; half a city's name stays open."""
    assert directory.resolve("県庁 総務課", prefecture="愛媛").code == "380008"
    assert directory.resolve("道庁", prefecture="北海道").code == "010006"
    assert directory.resolve("県庁").status == "unknown"
    assert directory.resolve("府庁", prefecture="愛媛県").status == "unknown"
    assert directory.resolve("都市整備局", prefecture="東京都").status == "unknown"
    half = directory.resolve("高知", prefecture="高知県")
    assert [one.code for one in half.candidates] == ["390003", "392014"]
    assert directory.resolve("高知").code == "390003"


def test_prefecture_of_the_row_contradicts(directory: Directory) -> None:
    """A name that does not lie in the row's prefecture is not taken from elsewhere."""
    elsewhere = directory.resolve("松山市", prefecture="東京都")
    assert elsewhere.status == "unknown"
    assert "愛媛県" in elsewhere.reason
    assert directory.resolve("東京都府中市", prefecture="広島県").status == "unknown"
    assert directory.resolve("松山市", prefecture="不明").code == "382019"
    assert directory.resolve("中央区", prefecture="大阪府").code == "271004"


def test_every_former_name_leads_to_its_successor(directory: Directory) -> None:
    """With its prefecture, a former name is today's government, or open where it was divided."""
    tables = read_tables(data_folder())
    assert len(tables.former_names) > 1000
    for past in tables.former_names:
        assert past.code in _codes(directory, f"{past.prefecture}{past.name}"), past
        if past.name[-1] in "町村":
            county = f"{past.prefecture}架空郡{past.name}役場"
            assert past.code in _codes(directory, county), past


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("デジタル庁", "デジタル庁"),
        ("総務省自治行政局", "総務省"),
        ("厚労省", "厚生労働省"),
        ("内閣府 地方創生推進室", "内閣府"),
    ],
)
def test_agencies(directory: Directory, text: str, name: str) -> None:
    """Ministries are agencies under their full name, whatever division is named."""
    found = directory.resolve(text)
    assert (found.name, found.code, found.kind, found.prefecture) == (name, name, "府省庁", "")


def test_only_one_pair_of_official_names_folds_together() -> None:
    """Variants do not merge governments: 鹿嶋市 and 鹿島市 are told apart before folding."""
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for one in MUNICIPALITIES:
        spellings[place_key(one.name)].add(one.name)
    assert [same for same in spellings.values() if len(same) > 1] == [{"鹿嶋市", "鹿島市"}]


@given(st.text(max_size=40))
def test_any_text_has_an_answer(text: str) -> None:
    """No text breaks it; the input comes back; only what is resolved has a code."""
    found = load_directory().resolve(text)
    assert found.input == text
    assert bool(found.code) == (found.status == "resolved")
    assert bool(found.candidates) == (found.status == "ambiguous")


@given(st.sampled_from(MUNICIPALITIES), st.sampled_from("架空不明仮例示見本"))
def test_a_sign_before_the_name_hides_it(one: LocalGovernment, sign: str) -> None:
    """A kanji glued to the front makes another word, which is not the municipality."""
    assert load_directory().resolve(sign + one.name).code != one.code


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing(text: str) -> None:
    """Normalised text is already normalised, and folding keeps its length."""
    once = normalised(text)
    assert normalised(once) == once
    assert len(place_key(folded(once))) == len(once)


def test_thousands_of_rows_are_quick(directory: Directory) -> None:
    """A full roster of 1,788 rows takes below 1 ms a row on average."""
    start = time.perf_counter()
    for one in ALL:
        directory.resolve(f"{one.full_name} 企画課")
    assert (time.perf_counter() - start) / len(ALL) < 0.001


def test_reason_does_not_contradict_itself(directory: Directory) -> None:
    """Where a name exists is told only when it does not lie in the written prefecture."""
    assert "東京都、広島県" in directory.resolve("愛媛県府中市").reason
    assert "守口市があるのは" not in directory.resolve("大阪府守口市外三町").reason
