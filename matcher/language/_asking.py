"""Whether a message asks: rules in Japanese and English that a reader can follow in the text.

How well they do is told in ``docs/decisions/0006-questions-and-states.md``.
"""

import re

from matcher.language._own_words import own_words

_END = r"(?:[。、.!\s」)]|$)"
_STOP = r"[。、….!\s」)]*\Z"
_OPEN = r"(?:どう|どこ|どれ|どの|どちら|どんな|なに|何|いつ|誰|だれ|いくら|なぜ)"
_READERS = r"(?:皆さん|皆さま|皆様|みなさん|どなた)"
_PLAIN = r"(?:ない|たい|[っしいき]た|いる|ある|可能|必要|の)か"
_JAPANESE = (
    # of others: ますか, でしょうか, ませんかね; the plain のか is said to oneself
    rf"(?:でしょう|ます|です|ません|ました|でした)か[ねなぁ]*{_END}",
    rf"(?:{_OPEN}|{_READERS}|べき|よい|良い|いい)[^。!\n]{{0,40}}{_PLAIN}{_END}",
    rf"(?:る?べき|続ける|戻す|やめる|借りる|分ける|よい|良い|いい|できる)か{_END}",
    rf"{_OPEN}[^。!\n]{{0,40}}でしょう{_END}",
    # outright
    r"教えて|ご教示|ご教授|教わりたい|お尋ね|お知恵|知恵を|知りたい|助けて",
    r"聞かせて|聞きたい|聞けると|聞いてみたい|伺い(?:たい|ます)",
    r"(?:見てみ|参考にし|確認し)たい(?:です|と|$)|相談(?:です|させて|したい)",
    r"どなたか|ご存[じ知]の方|(?:方|団体|自治体|ところ)は?(?:い|おられ|いらっしゃい)(?:ます|ません)か",
    r"次の(?:形|項目|様式)で|この形でお願い|(?:追記|回答|返信|協力)[をにの]?(?:ほど)?お願い",
    r"募集(?:します|しています|中)|情報(?:を)?(?:お持ち|求む)|事例(?:を)?(?:探して|求む)",
    r"を(?:探して|集めて)いま?す|集めさせて|共有して(?:もらえる|いただける)と",
    r"(?:あれば|いたら|ましたら)(?:。|$)|だけでも(?:。|$|助かり|かまいません|構いません)",
    # a trouble told to those who may help
    r"(?:困って|悩んで|迷って)(?:い|お|ま|る)|困りました|迷います|悩み(?:中|どころ)|決めかね",
    r"(?:わから|分から)(?:ず|ない|なく)|(?:わかり|分かり)ません(?!が|けど|でした)",
    r"まだ(?:解決|動|でき)[^。\n]{0,6}(?:ません|ない)|解決(?:して|でき)(?:い)?ません",
    r"見当が(?:つき|付き)ません|途方に暮れ|(?:不安|心配|怖い)です(?:。|…|$)",
    r"うまくい(?:かず|かなく|きません|かない(?:です|ん|の|こと)|ってい?(?:ません|ない(?:です|ん|の)))",
    rf"(?:たい|ない|る|た)んです(?:が|けど|けれども?){_STOP}",
)
_HELP = (
    r"(?:help|hints?|ideas?|thoughts|advice|suggestions?|pointers|feedback|comments|criticism"
    r"|input|guidance)"
)
_WANT = r"(?:like|love|want|need|wanted|tried)"
_FAILS = (
    r"(?:(?:does|do|did|is|am|was|has|have|could)(?: not|n't)|can't|cannot|unable|fail(?:s|ed)?"
    r"|error|no (?:idea|clue)|wrong(?:ly)?|stuck|trouble|complains|no effect|infinite loop)"
)
_ENGLISH = (
    # outright
    r"\bhow (?:do|does|did|can|could|to|would|should|come)\b",
    r"\b(?:is|are) there (?:a|an|any|some)\b",
    r"\b(?:does|can|could|has|have) (?:any|some)(?:one|body)\b",
    r"\bany(?:one|body) (?:knows?|tried|experience[sd]?)\b",
    r"\bwhat (?:do|would) (?:you|y'all|people|others|folks|we)\b|\bwhat am i\b",
    r"\bwhat(?:'s| is) the (?:best|right|correct|proper|easiest|simplest)\b",
    r"\bmy question\b|\b(?:have|had|got) (?:an?|some|another|one|two|few) (?:\w+ )?questions?\b",
    r"\b(?:ask|asking) (?:myself )?(?:why|how|whether|what|if)\b",
    r"\blet me know (?:what|whether|how)\b|\bplease (?:tell|explain|advise|help)\b",
    rf"\bany {_HELP}\b|\bneed (?:some )?help\b",
    rf"\b{_HELP} (?:(?:is|are|would be) )?(?:(?:very|much|greatly) )*(?:welcome|appreciated)\b",
    r"\b(?:would|i'd) (?:(?:like|love) to hear|(?:really )?appreciate)\b",
    # a wish or a doubt of one's own
    r"\bi(?:'m| am) (?:stuck|struggling|confused|trying to|looking for|wondering)\b",
    r"\bi(?:'m| am) (?:curious|not sure)\b|\bi(?: was)? wonder(?:ing)?\b",
    r"\bi (?:can't figure|couldn't figure|don't know|don't understand)\b",
    r"\b(?:no (?:clue|idea)|don't know) (?:how|why|what|which|where|if)\b",
    rf"\bi(?:'d| would)? (?:\w+ )?{_WANT} (?:to|a|some)\b.{{0,400}}?\b{_FAILS}",
    # a trouble told to those who may help
    r"\bhaving (?:trouble|problems|difficult\w+)\b|\b(?:has|have|had) no effect\b",
    r"\b(?:does|do)(?:n't| not) (?:seem to |actually )?(?:work|compile|typecheck)\b",
    r"\bdoesn't seem to\b|\b(?:seems?|looks?) (?:to be|like) a bug\b",
    r"\b(?:get|gets|got|getting|gives?|throws?|throwing|produces?) (?:\w+ ){0,4}errors?\b",
    r"\bfails? with\b|\bstill (?:fails|not|does(?:n't| not))\b|\bnot solved\b",
)
_ASKS_IN_JAPANESE = re.compile("|".join(_JAPANESE))
_ASKS_IN_ENGLISH = re.compile("|".join(_ENGLISH), re.DOTALL)
_KANA = re.compile(r"[ぁ-ゖ]")
_LATIN = re.compile(r"[a-z] [a-z]")
_NO_LETTER = re.compile(r"[\W_]")
_SHORTEST_QUESTION = 3
"""Letters; 「え？」 and 「かな？」 ask nobody anything."""


def is_question(text: str) -> bool:
    """Whether a message asks something of its readers.

    Args:
        text: As a reader sees it, or without references; code, quoted lines and addresses in it
            are not taken for the writer's words.
    """
    said = own_words(text)
    if "?" in said and len(_NO_LETTER.sub("", said)) >= _SHORTEST_QUESTION:
        return True
    return bool(
        (_KANA.search(said) and _ASKS_IN_JAPANESE.search(said))
        or (_LATIN.search(said) and _ASKS_IN_ENGLISH.search(said))
    )
