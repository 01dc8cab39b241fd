"""Sentences that ask, or wonder aloud without asking anyone."""

import re

from matcher.language import is_question, own_words

LONGEST_QUOTE = 70
"""Longer quotes are cut to this many characters."""

_SENTENCE_END = re.compile(r"(?<=[。！？…\n])\s*|(?<=[!?])(?![!-~])\s*")  # not within an address
_WISH = r"[^がっ冷重平眠]たい"
_WONDERS = re.compile(
    # どうしているんだろう, 何から始めるんでしょうね, さばいているのかな, 見ればいいのやら
    r"(?:だろう|でしょう)[ねな]?か?(?:[。、.!?\s」)]|$)|か(?:な|しら)[あぁー]?(?:[。、.!\s」)]|$)"
    r"|の(?:やら|だか)|[ぁ-ん]か。?$"
    # どうすればよいのか, 何を出せばよいのか
    r"|(?:どう|どこ|何を|何から|誰[がに]|いつまで|どれ|いくら|なぜ)[^。!?\n]{0,20}"
    r"(?:べき|れば|たら|のか|よい|いい)"
    r"|困(?:って|る|り)|悩(?:み|んで|ましい|む)|不安|心配|迷[ってい]|頭が痛|手が回ら|追いつ[かけ]"
    r"|決めかね|行き詰ま|止まって|止まりました|苦慮|限界"
    # 渡したいです, 何とかしたい, 紙がほしい
    rf"|{_WISH}(?:です|と思|ところ|の[でだ]|んです|な?あ?[。、\s」)]|$)"
    r"|(?:ほしい|欲しい)(?:です|な|と思|[。\s]|$)|聞けると|(?:聞か|見)せて|集めています"
    # 使った資料があれば。 費用の比較をした方。
    r"|(?:あれば|したら)。?$|た(?:方|団体)。?$"
    # 決まりを作らないと, 示さないといけなく
    r"|な[いく](?:と|ては|ちゃ|ければ)(?:いけ|なら|と思|[、。\s]|$)|なければ(?:いけ|なり)"
    r"|探して[いおる]|[分わ]かりません|気になって|うまくいきません"
)
_ASKS_OUTRIGHT = re.compile(
    r"[?]|(?:でしょう|ます|です|ません)か[。、.!\s」)]|教えて|ご教示|困って|悩んで|どなたか"
)
_RHETORICAL = re.compile(r"(?:皆さん|みなさん|皆さま)(?:の(?:ところ|団体|町|庁舎))?は?どうですか")


def asking_sentences(text: str, *, outright: bool = False) -> list[str]:
    """The sentences of a text that ask or wonder, each with the one before it where there is one.

    What a worry is about often stands in the sentence before: 「銀行さんが来ました。返事に困って
    います」.

    Args:
        text: As a reader sees it.
        outright: Only what is asked of others or told as a trouble; in a self-introduction
            聞きたいです tells of an interest.
    """
    sentences = [one.strip() for one in _SENTENCE_END.split(text) if one.strip()]
    return [
        " ".join(sentences[max(number - 1, 0) : number + 1])
        for number, sentence in enumerate(sentences)
        if _asks(sentence, outright=outright)
    ]


def quoted(text: str) -> str:
    """A text short enough to be quoted, on one line; its end is kept, that is where one asks."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_QUOTE else "…" + flat[1 - LONGEST_QUOTE :]


def _asks(sentence: str, *, outright: bool) -> bool:
    normal = own_words(sentence)
    if _RHETORICAL.search(normal):
        return False
    if outright:
        return bool(_ASKS_OUTRIGHT.search(normal))
    return is_question(sentence) or bool(_WONDERS.search(normal))
