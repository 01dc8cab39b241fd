"""Spellings that mean the same place: what Excel, PDFs, Macs and older kanji do to names."""

import re
import unicodedata

# NFKC covers the Kangxi radicals (U+2F00-2FD5), but only two signs of the CJK Radicals Supplement;
# PDFs of Japanese offices deliver the others when a font maps a glyph to its radical.
_RADICALS = {
    "⺈": "刀", "⺊": "卜", "⺌": "小", "⺍": "小", "⺒": "巳", "⺓": "幺", "⺜": "日", "⺝": "月",
    "⺟": "母", "⺠": "民", "⺧": "牛", "⺩": "王", "⺫": "目", "⺬": "示", "⺮": "竹", "⺶": "羊",
    "⺼": "肉", "⻁": "虎", "⻄": "西", "⻆": "角", "⻊": "足", "⻑": "長", "⻗": "雨", "⻘": "青",
    "⻝": "食", "⻣": "骨", "⻤": "鬼", "⻨": "麦", "⻩": "黄", "⻫": "斉", "⻭": "歯", "⻯": "竜",
    "⻱": "亀", "⻲": "亀",
}  # fmt: skip

# Older, newer and popular forms, written as pairs: the form to fold, the form it is folded to.
_VARIANTS = (
    "龍竜 條条 檮梼 竈釜 竃釜 籠篭 舘館 澤沢 濱浜 濵浜 嶋島 嶌島 檜桧 嶽岳 圓円 國国 "
    "學学 廣広 寶宝 邊辺 邉辺 惠恵 壽寿 豐豊 榮栄 櫻桜 瀧滝 瀨瀬 齋斉 齊斉 斎斉 德徳 "
    "橫横 靜静 靑青 黑黒 黃黄 穗穂 眞真 關関 縣県 區区 會会 燒焼 鹽塩 鷄鶏 藝芸 當当 "
    "彌弥 與与 來来 佛仏 澁渋 澀渋 狹狭 峽峡 讚讃 曾曽 槇槙 禰祢 蘆芦 鰺鯵 頸頚 礪砺 "
    "冨富 﨑崎 嵜崎 碕崎 髙高 𠮷吉 戶戸 栁柳 圡土 桒桑 壹壱 鋪舗 麴麹 龜亀 渕淵 渊淵 "
    "劍剣 姬姫 寢寝 藏蔵 總総 綠緑 繩縄 萬万 稻稲 峯峰 埜野 絲糸 禮礼 螢蛍 豫予 餘余 "
    "對対 兒児 灣湾 莊荘 鄕郷 應応 氣気 舊旧 雙双 遙遥 驒騨 溫温 淸清 歷歴 步歩 每毎 "
    "兩両 豬猪 緖緒 麥麦 齒歯 鐵鉄 瘦痩 鷗鴎 讀読 諫諌 祗祇 梁簗 逹達 隱隠 濶闊 勳勲 "
    "樣様 樂楽 實実 圖図 團団 傳伝 縱縦 槗橋 揭掲 攝摂 獨独 瑤瑶 輕軽 淺浅 霸覇 泻潟 "
    "冰氷 鎭鎮 體体 擇択 釋釈 "
)

_FOLDS = str.maketrans(
    {pair[0]: pair[1] for pair in _VARIANTS.split()}
    # 鎌ケ谷, 鎌ヶ谷 and 鎌が谷; 山ノ内 and 山の内.
    | {
        "ヶ": "ケ",
        "ガ": "ケ",
        "が": "ケ",
        "ヵ": "カ",
        "ノ": "の",
        "之": "の",
        "ツ": "つ",
        "ッ": "つ",
    }
    | {"っ": "つ", "ニ": "二", "ハ": "八"}
)
# In names of places kana are exchanged freely: 六ヶ所村 and 六カ所村, ニセコ町 and にせこ町.
_KANA_FOLDS = {chr(kana): chr(kana - 0x60) for kana in range(ord("ァ"), ord("ヴ") + 1)}
_PLACE_FOLDS = str.maketrans(
    _KANA_FOLDS | dict.fromkeys("カかけゕゖ箇", "ケ") | {"ケ": "ケ", "に": "二", "は": "八"}
)
_TO_BLANKLESS = str.maketrans(_RADICALS | {"戶": "戸", "靑": "青", "黃": "黄"})

# Zero-width signs, soft hyphens, byte order marks and variation selectors (葛󠄀).
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
_BLANKS = re.compile(r"\s+")


def normalised(text: str) -> str:
    """Text with one spelling per sign: NFKC, radicals as kanji, single blanks, nothing invisible.

    >>> normalised("⾧久⼿市")
    '長久手市'
    >>> normalised("  ﾆｾｺ町　企画課 ")
    'ニセコ町 企画課'
    """
    composed = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _BLANKS.sub(" ", composed.translate(_TO_BLANKLESS)).strip()


def folded(text: str) -> str:
    """Normalised text with variants folded, sign for sign: a key to compare by, never to show.

    Both sides of a comparison are folded; official spellings that fold to one key
    (鹿嶋市, 鹿島市) are told apart by trying the unfolded text first.

    >>> folded("龍ヶ崎市") == folded("竜ケ崎市")
    True
    """
    return text.translate(_FOLDS)


def place_key(text: str) -> str:
    """Folded text in which kana stand for each other too: a key of places, sign for sign.

    >>> place_key("六カ所村") == place_key("六ヶ所村")
    True
    >>> place_key("にせこ町") == place_key("ニセコ町")
    True
    """
    return folded(text).translate(_PLACE_FOLDS)
