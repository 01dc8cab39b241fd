"""A small mentoring round with a row of every kind, to store."""

from matcher.domain import (
    Evidence,
    Exclusion,
    KeptPair,
    Mentee,
    Mentor,
    Pair,
    PairFeedback,
    PastPair,
    PlaceWish,
    Reason,
    RoundInput,
    RoundLeftOut,
    RoundMethods,
    RoundQuality,
    RoundRules,
    RoundSolution,
    RoundWeights,
    Unmatched,
    UnusedMentor,
    Withdrawn,
)
from matcher.store import RoundContent

NAME = "2025年度前期"
QUALITY = RoundQuality(1, 0.5, 0.8, 0.8, 0.8, 0.8, 1, 0, 0.25, 0, 1)
INPUT = RoundInput(
    mentees=(
        Mentee(
            id="E1",
            name="相談 一",
            organization="愛媛県上島町",
            topics=("税", "標準化"),
            text="一人で担当",
            place=PlaceWish.FAR,
            waited=True,
        ),
        Mentee(id="U2", name="青葉 2", superior="部長"),
    ),
    mentors=(Mentor(id="O1", capacity=2), Mentor(id="O2", capacity=0, email="o2@example.jp")),
    exclusions=(
        Exclusion("E1", "O2", "元上司"),
        Exclusion("E1", "O2", refused_by="mentor"),
        Exclusion("U2", "O1", "同期", refused_by="mentee"),
    ),
    past=(PastPair("E1", "O1", "1", PairFeedback.HELPED), PastPair("E1", "O1", "2")),
    kept=(KeptPair("E1", "O1"),),
    withdrawn=(Withdrawn("E9", "異動"),),
    rules=RoundRules(mutual_pairs=True, default_capacity=3),
    weights=RoundWeights(topics=4.5),
    notices=("定員が空のメンターが1人います。",),
)
SOLUTION = RoundSolution(
    pairs=(
        Pair(
            "E1",
            "O1",
            0.8,
            True,
            (
                Reason(
                    "mentor_fit", "希望「税」と合います", (Evidence("C1:2", "t?thread=C1:2"),), 0.8
                ),
            ),
        ),
    ),
    unmatched=(Unmatched("U2", (Reason("no_seat", "空きがありません"),)),),
    unused=(UnusedMentor("O2", (Reason("no_capacity", "定員が0です"),)),),
    quality=RoundMethods(QUALITY, QUALITY, QUALITY, QUALITY),
    left_out=(RoundLeftOut("E9", "辞退しています(異動)。"),),
    notices=("U2さんは待っています。",),
)
FIRST = RoundContent(input=INPUT)
SOLVED = RoundContent(input=INPUT, solution=SOLUTION)
