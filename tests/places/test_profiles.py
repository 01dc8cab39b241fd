"""Where a member works, read from title, display name and self-introduction."""

import pytest

from matcher.places import Directory


@pytest.mark.parametrize(
    ("profile", "full_name", "source"),
    [
        (("愛媛県上島町 企画課", "", ""), "愛媛県上島町", "肩書き"),
        (("企画課長（上島町）", "", ""), "愛媛県上島町", "肩書き"),
        (("堺市北区役所", "", ""), "大阪府堺市", "肩書き"),
        (("総務省", "架空@上島町", ""), "総務省", "肩書き"),
        (("情報課", "架空 太郎@上島町", ""), "愛媛県上島町", "表示名"),
        (("", "架空太郎＠愛媛県上島町", ""), "愛媛県上島町", "表示名"),
        (("", "架空 太郎（上島町）", ""), "愛媛県上島町", "表示名"),
        (("", "架空太郎_上島町", ""), "愛媛県上島町", "表示名"),
        (("", "千葉 架空@松山市", ""), "愛媛県松山市", "表示名"),
        (("", "架空太郎", "はじめまして。上島町の架空です。"), "愛媛県上島町", "自己紹介"),
        (("", "", "愛媛県上島町で情報システムを担当しています"), "愛媛県上島町", "自己紹介"),
        (
            ("", "", "上島町役場に勤務しています。以前は今治市にいました。"),
            "愛媛県上島町",
            "自己紹介",
        ),
        (("", "", "現在、つくば市で防災を担当しています"), "茨城県つくば市", "自己紹介"),
        (("", "", "【所属】上島町企画課"), "愛媛県上島町", "自己紹介"),
        (("", "", "都道府県：愛媛県\n市町村：松山市"), "愛媛県松山市", "自己紹介"),
        (("", "", "東京都府中市で税務を担当"), "東京都府中市", "自己紹介"),
        (("", "", "上島町から参加しました"), "愛媛県上島町", "自己紹介"),
        (("", "架空太郎-上島町", ""), "愛媛県上島町", "表示名"),
        (("", "🍊架空@上島町🍊", ""), "愛媛県上島町", "表示名"),
        (("", "架空『上島町』", ""), "愛媛県上島町", "表示名"),
        (("", "架空@広島/府中市", ""), "広島県府中市", "表示名"),
        (("", "架空@府中市(東京)", ""), "東京都府中市", "表示名"),
        (("青葉区役所 税務課(仙台市)", "", ""), "宮城県仙台市", "肩書き"),
        (("前 上島町 現 今治市", "", ""), "愛媛県今治市", "肩書き"),
        (("四国総合通信局", "", ""), "総務省", "肩書き"),
        (("", "", "出身は今治市ですが、今は上島町で働いています。"), "愛媛県上島町", "自己紹介"),
        (("", "", "上島町で一人情シスをしています。"), "愛媛県上島町", "自己紹介"),
        (("", "", "上島町役場 企画政策課 架空です。"), "愛媛県上島町", "自己紹介"),
        (("", "", "所属: 東京都 府中市 情報課"), "東京都府中市", "自己紹介"),
        (("", "", "勤務先→上島町"), "愛媛県上島町", "自己紹介"),
        (("", "", "広島の府中市で働いています。"), "広島県府中市", "自己紹介"),
        (("", "", "北海道豊頃町の架空です。"), "北海道豊頃町", "自己紹介"),
        (("", "", "松山市から通って上島町役場で働いています。"), "愛媛県上島町", "自己紹介"),
        (("", "", "上島町で母子保健を担当しています。"), "愛媛県上島町", "自己紹介"),
        (("", "", "上島町の企画課で働いています。"), "愛媛県上島町", "自己紹介"),
    ],
)
def test_confident(
    directory: Directory, profile: tuple[str, str, str], full_name: str, source: str
) -> None:
    """What a member writes plainly is read, with the place where it stood."""
    found = directory.organization_in_profile(*profile)
    assert found.resolution.status == "resolved", found.resolution.reason
    assert directory.organization(found.resolution.code).full_name == full_name
    assert found.source == source


@pytest.mark.parametrize(
    ("title", "display_name", "introduction"),
    [
        ("", "福島 架空", ""),
        ("", "村上市郎", ""),
        ("", "山口 町子", ""),
        ("", "架空＠愛媛", ""),
        ("元松山市職員", "", ""),
        ("松山市/今治市", "", ""),
        ("Chief of IT", "", ""),
        ("", "", "出身は松山市です。"),
        ("", "", "松山市の出身です。"),
        ("", "", "松山市の事例を参考にしています。"),
        ("", "", "隣の今治市の取組は素晴らしいです。"),
        ("", "", "上島町の特産はレモンです。"),
        ("", "", "京都でカフェ巡りをしています。"),
        ("", "", "毎週末は京都市で写真を撮るのが仕事より楽しいです。"),
        ("", "", "昨年度まで今治市で税を担当していました。"),
        ("", "", "総務省から愛媛県上島町に出向しています。"),
        ("", "", "松山市と今治市の間にある町の職員です。"),
        ("元・松山市 企画課", "", ""),
        ("松山市役所を退職", "", ""),
        ("株式会社架空(松山市担当)", "", ""),
        ("松山市担当 株式会社架空", "", ""),
        ("", "福島@伊達市", ""),
        ("", "架空 福島@伊達市", ""),
        ("", "架空 2025", ""),
        ("", "", "父が松山市で働いています。"),
        ("", "", "同期が松山市で働いています。"),
        ("", "", "松山市のベンダーで働いています。"),
        ("", "", "松山市で開業している会社に勤めています。"),
        ("", "", "横浜市立大学の架空です。"),
        ("", "", "上島町社会福祉協議会で働いています。"),
        ("", "", "上島町の商工会で働いています。"),
        ("", "", "愛媛県後期高齢者医療広域連合の架空です。"),
        ("", "", "デジタル庁に派遣されている今治市の架空です。"),
        ("", "", ""),
    ],
)
def test_never_a_guess(
    directory: Directory, title: str, display_name: str, introduction: str
) -> None:
    """Surnames, home towns, former posts and other people's governments are not where one works."""
    found = directory.organization_in_profile(title, display_name, introduction)
    assert found.resolution.status != "resolved"


def test_same_name_needs_the_prefecture(directory: Directory) -> None:
    """府中市 stays open with its candidates until the profile names the prefecture too."""
    alone = directory.organization_in_profile("府中市 情報課", "", "")
    assert alone.resolution.status == "ambiguous"
    assert len(alone.resolution.candidates) == 2
    told = directory.organization_in_profile(
        "府中市 情報課", "架空", "広島県で防災を担当しています"
    )
    assert told.resolution.code == "342084"
    again = directory.organization_in_profile("府中市", "", "東京都の府中市で税を担当しています")
    assert again.resolution.code == "132063"


def test_less_trusted_text_cannot_contradict(directory: Directory) -> None:
    """An ambiguous title is not overruled by a display name that names something else."""
    found = directory.organization_in_profile("府中市 情報課", "架空@松山市", "")
    assert found.resolution.status == "ambiguous"
    assert found.source == "肩書き"


@pytest.mark.parametrize("title", ["株式会社架空", "架空大学 講師", "松山衛生事務組合 総務課"])
def test_who_names_another_employer_is_not_placed_by_less_trusted_text(
    directory: Directory, title: str
) -> None:
    """A title without a place that tells of a company, a university or a joint body counts."""
    found = directory.organization_in_profile(title, "架空@松山市", "松山市を担当しています")
    assert (found.resolution.status, found.source) == ("unknown", "肩書き")
    assert found.resolution.reason
