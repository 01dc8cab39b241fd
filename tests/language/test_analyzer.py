"""Texts become terms and topics."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.language import Analyzer, Topic, load_taxonomy


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    """An analyzer of the real taxonomy."""
    return Analyzer(load_taxonomy())


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("ガバクラの見積り", "gc-overall"),
        ("ガバメントクラウドの見積り", "gc-overall"),
        ("GCの見積り", "gc-overall"),
        ("gc の見積り", "gc-overall"),
        ("α'モデルにしました", "net-sanso"),
        ("住基ネットのCSを更新", "juki-system"),
        ("書かない窓口を始めたい", "mado-kakanai"),
        ("Fit&Gapの進め方", "std-gap"),
        ("ＦＩＴ＆ＧＡＰの進め方", "std-gap"),
        ("水道料金の改定", "fin-suido"),
        ("うちは一人情シスです", "hr-hitori"),
    ],
)
def test_words_of_the_taxonomy_are_found(analyzer: Analyzer, text: str, topic: str) -> None:
    """A synonym, an abbreviation or another width of a topic's word finds the topic."""
    assert topic in analyzer.analyse(text).topics


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("RAGBYの話", "ai-rag"),
        ("gcc でコンパイル", "gc-overall"),
        ("css を直す", "juki-system"),
        ("retail と email", "ai-intro"),
        ("buildings", "data-ebpm"),
    ],
)
def test_short_words_count_only_whole(analyzer: Analyzer, text: str, topic: str) -> None:
    """A short synonym inside another word is no hit."""
    assert topic not in analyzer.analyse(text).topics


def test_a_place_is_never_a_part_of_another_place() -> None:
    """京都 is not in 東京都, though a topic's word is 京都."""
    analyzer = Analyzer([Topic("kyoto", "京都", "地域", ("京都",), "")])
    assert not analyzer.analyse("東京都の職員です").topics
    assert analyzer.analyse("京都の職員です").topics == {"kyoto": ("京都",)}


def test_the_longest_word_wins() -> None:
    """窓口BPRアドバイザー is one word, not also 窓口BPR and BPR."""
    analyzer = Analyzer(
        [Topic("a", "BPR", "", (), ""), Topic("b", "窓口BPRアドバイザー", "", (), "")]
    )
    assert analyzer.analyse("窓口BPRアドバイザーを呼ぶ").topics == {"b": ("窓口bprアドバイザー",)}


def test_the_tax_alone_is_a_word_of_its_own(analyzer: Analyzer) -> None:
    """税 is no topic by itself, and is found in the names of taxes and in no other word."""
    assert not analyzer.analyse("税のことで困っています").topics
    assert "税" in analyzer.terms("税のことで困っています")
    assert "税" in analyzer.terms("固定資産税の評価替え")
    assert "税" not in analyzer.terms("税理士")


@pytest.mark.parametrize("word", ["京都", "東京都"])
def test_kyoto_and_tokyo_are_different_terms(analyzer: Analyzer, word: str) -> None:
    """Neither name gives the other's term."""
    other = {"京都": "東京都", "東京都": "京都"}[word]
    assert word in analyzer.terms(f"{word}の職員です")
    assert other not in analyzer.terms(f"{word}の職員です")


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("会計年度任用職員", "#fin-jinji"),
        ("後期高齢者医療", "#fuk-kokuho"),
        ("個人住民税", "個人住民税"),
        ("住民基本台帳", "住民基本台帳"),
        ("固定資産税", "固定資産税"),
        ("地方交付税", "地方+交付税"),
    ],
)
def test_terms_of_the_office_are_found_as_one_term(
    analyzer: Analyzer, word: str, term: str
) -> None:
    """A topic's word, a long unit or a pair of nouns stands for the whole of each."""
    assert term in analyzer.terms(f"{word}について教えてください")


def test_a_longer_name_is_told_by_its_pairs(analyzer: Analyzer) -> None:
    """指定管理者制度 has terms that neither 指定 nor 管理 nor 制度 elsewhere gives."""
    whole = set(analyzer.terms("指定管理者制度"))
    assert {"指定+管理者", "管理者+制度"} <= whole
    assert not {"指定+管理者", "管理者+制度"} & set(analyzer.terms("制度を指定して管理する"))


def test_spellings_meet_in_one_term(analyzer: Analyzer) -> None:
    """引越し and 引っ越し, サーバ and サーバー, ＲＰＡ and RPA are the same terms."""
    for one, other in [("引越し", "引っ越し"), ("サーバ", "サーバー"), ("ＲＰＡ", "RPA")]:
        assert analyzer.terms(one) == analyzer.terms(other)


def test_compounds_are_found_by_their_parts(analyzer: Analyzer) -> None:
    """A long unit also gives its short parts."""
    assert {"オンライン申請", "オンライン", "申請"} <= set(analyzer.terms("オンライン申請"))


def test_english_words_are_reduced_to_stems(analyzer: Analyzer) -> None:
    """Numbers of English nouns and verbs meet; empty words are no terms."""
    assert analyzer.terms("the functions") == analyzer.terms("function")
    assert analyzer.terms("Nat.succ_le") == ("nat.succ_le", "nat", "succ", "le")


@given(st.text(max_size=300))
def test_any_text_is_cut(analyzer: Analyzer, text: str) -> None:
    """No text breaks the analyzer, and the same text gives the same terms."""
    first = analyzer.analyse(text)
    assert first == analyzer.analyse(text)
    assert all(term for term in first.terms)


def test_a_very_long_run_is_cut_in_parts(analyzer: Analyzer) -> None:
    """A text beyond the tokenizer's limit (49,149 bytes) is read as well."""
    assert "防災" in analyzer.terms("防災" * 30_000)
