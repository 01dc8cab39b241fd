"""Words shared by several suggestions: sizes, and the sentences of thin evidence."""


def people_count(population: int) -> str:
    """約6千人, 約1.2万人, 約150万人: a population as it is said."""
    if population < 9_500:
        return f"約{max(round(population / 1_000), 1)}千人"
    if population < 100_000:
        return f"約{population / 10_000:.1f}万人".replace(".0万", "万")
    return f"約{round(population / 10_000):,}万人"


def size_band(population: int) -> str:
    """The band that a population falls into, such as 1万人未満."""
    bands = (
        (10_000, "1万人未満"),
        (50_000, "1万〜5万人"),
        (100_000, "5万〜10万人"),
        (300_000, "10万〜30万人"),
    )
    return next((name for limit, name in bands if population < limit), "30万人以上")


FALLBACK = "行き先に迷ったときの場所です。誰かが案内してくれます。"
PRACTICE = "失敗してもよい練習の場所です。"
THIN = "根拠が薄い結果です。近い質問は{n}件だけでした。{channel} に書くと、誰かが案内してくれます。"
UNCLEAR = (
    "だれが答えられそうかは、根拠が薄い結果です。近い質問は{n}件ありますが、"
    "詳しい人がはっきりしません。{channel} に書くと、誰かが案内してくれます。"
)
NOTHING = "近い会話は見つかりませんでした。{channel} に書くと、誰かが案内してくれます。"
NOBODY_FREE = (
    "いまは声をかけずにチャンネルへ書いてください。"
    "近い質問に回答した人は、今週の依頼が上限に達しているか、休みか、参加をやめています。"
)
NOBODY_YET = (
    "近い質問に回答した人はまだいません。チャンネルに書くと、答えられる人の目に留まります。"
)
