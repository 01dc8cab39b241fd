"""Names that read like names and say that they are not: every one bears 「(架空)」."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

MARK = "(架空)"

# Family names with their readings. Left out on purpose: every family name of the interview
# and of the press about the real community.
_FAMILY_READINGS = (
    "島田:しまだ 佐藤:さとう 田中:たなか 山吹:やまぶき 青葉:あおば 若草:わかくさ "
    "千歳:ちとせ 霜山:しもやま 星川:ほしかわ 月岡:つきおか 朝比奈:あさひな 夕凪:ゆうなぎ "
    "雨宮:あまみや 風早:かざはや 雲井:くもい 雪村:ゆきむら 霧島:きりしま 霞:かすみ "
    "春野:はるの 夏目:なつめ 秋月:あきづき 冬木:ふゆき 早瀬:はやせ 清水:しみず "
    "泉:いずみ 瀬川:せがわ 滝本:たきもと 湊:みなと 浜辺:はまべ 磯部:いそべ "
    "海野:うんの 波多野:はたの 汐見:しおみ 汀:みぎわ 渚:なぎさ 沖:おき "
    "若林:わかばやし 杉山:すぎやま 松葉:まつば 竹内:たけうち 梅原:うめはら 桜木:さくらぎ "
    "柏:かしわ 楠:くすのき 楓:かえで 桐谷:きりたに 柊:ひいらぎ 椿:つばき "
    "葵:あおい 藍原:あいはら 菅野:かんの 萩原:はぎわら 葛西:かさい 蓮見:はすみ "
    "茅野:ちの 芦屋:あしや 稲村:いなむら 麦島:むぎしま 粟野:あわの 豆田:まめだ "
    "白鳥:しらとり 鷹野:たかの 鶴見:つるみ 雁屋:かりや 燕:つばめ 千鳥:ちどり "
    "鹿野:しかの 鮎川:あゆかわ 鯉沼:こいぬま 蛍田:ほたるだ 蝶野:ちょうの 馬渕:まぶち "
    "橘:たちばな 有明:ありあけ 暁:あかつき 宵待:よいまち 曙:あけぼの 暮石:くれいし "
    "金子:かねこ 銀川:ぎんかわ 玉城:たまき 石動:いするぎ 岩瀬:いわせ 砂川:すながわ "
    "里見:さとみ 村雨:むらさめ 町野:まちの 市原:いちはら 郷田:ごうだ 道上:みちうえ "
    "橋詰:はしづめ 辻:つじ 坂井:さかい 峠:とうげ 谷口:たにぐち 峰岸:みねぎし "
    "丘:おか 野々村:ののむら 原田:はらだ 河合:かわい 江口:えぐち 池上:いけがみ "
    "堤:つつみ 関:せき 門脇:かどわき 戸塚:とつか 窓岡:まどおか 庭野:にわの "
    "蔵本:くらもと 宮下:みやした 寺尾:てらお 鐘ヶ江:かねがえ 幡谷:はたや 鈴原:すずはら "
    "笛吹:うすい 琴平:ことひら 絹川:きぬかわ 糸井:いとい 織部:おりべ 染谷:そめや"
)
_FAMILIES = tuple(tuple(pair.split(":")) for pair in _FAMILY_READINGS.split())
_GIVEN_NAMES = (
    "すすむ みちる はるか あかり みのり かなえ ひなた つむぎ さくら いぶき あおい ゆうき "
    "こころ ひかる まこと みつる めぐみ のぞみ かおる しのぶ つばさ いずみ なぎさ みさき "
    "かすみ ほたる すみれ あやめ もみじ わかば いつき たける わたる かける めぐる しげる "
    "みのる まもる さとる とおる かおり しおり いおり ちとせ はじめ つづみ あゆみ なつみ "
    "ふゆみ あきら ひろし たかし きよし まさし さとし たけし かずき なおき ゆづき なつき "
    "みずき ともき だいき こうき ゆうた しょうた けんた りょうた そうた かいと はると ゆいと "
    "まなと みなと あやと ひろと ゆうと はづき さつき やよい みつき ひなの あやの ゆきの "
    "はるの みなみ ななみ くるみ いくみ たくみ ひとみ ますみ きよみ なおみ ともみ まなみ "
    "ゆかり あさひ ひより こより しずく しずか のどか ほのか ふみか あやか はるき さやか "
    "りつ れん そら うみ りく かえで ちひろ まひろ やひろ ちあき ちなつ こはる みはる"
)
_GIVEN = _GIVEN_NAMES.split()

_KANA = (
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよ"
    "らりるれろわをんがぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ"
)
_SOUNDS = (
    "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no "
    "ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa o n "
    "ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po"
)
_PAIRS = (
    "きゃ:kya きゅ:kyu きょ:kyo しゃ:sha しゅ:shu しょ:sho ちゃ:cha ちゅ:chu ちょ:cho "
    "りゃ:rya りゅ:ryu りょ:ryo ひゃ:hya みゃ:mya みょ:myo "
    "ぎゃ:gya ぎょ:gyo じゃ:ja じゅ:ju じょ:jo"
)
_ROMAJI = dict(zip(_KANA, _SOUNDS.split(), strict=True)) | {
    pair[:2]: pair[3:] for pair in _PAIRS.split()
}


@dataclass(frozen=True, slots=True)
class Name:
    """A fictitious person's name.

    Attributes:
        family: In kanji.
        given: In hiragana.
        romaji: given.family, for the address.
    """

    family: str
    given: str
    romaji: str

    @property
    def full(self) -> str:
        """With a blank and the mark: 島田 すすむ(架空)."""
        return f"{self.family} {self.given}{MARK}"

    @property
    def tight(self) -> str:
        """Without a blank: 島田すすむ(架空)."""
        return f"{self.family}{self.given}{MARK}"


def _romaji(kana: str) -> str:
    letters: list[str] = []
    position = 0
    while position < len(kana):
        pair = kana[position : position + 2]
        sound = _ROMAJI.get(pair) or _ROMAJI[kana[position]]
        position += 2 if pair in _ROMAJI else 1
        letters.append(sound)
    return "".join(letters)


def draw_names(random: Random) -> Iterator[Name]:
    """Yield names without end; each combination once before any comes again."""
    pairs = [(family, given) for family in range(len(_FAMILIES)) for given in range(len(_GIVEN))]
    while True:
        random.shuffle(pairs)
        for family, given in pairs:
            kanji, reading = _FAMILIES[family]
            kana = _GIVEN[given]
            yield Name(kanji, kana, f"{_romaji(kana)}.{_romaji(reading)}")
