"""Commands for mentoring rounds that are kept in the store."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from matcher.cli._commands import Command
from matcher.cli._open import opened
from matcher.cli._options import AsJson, Database, comma_separated
from matcher.cli._print import show
from matcher.cli._rounds import Name
from matcher.cli._rounds import rounds as rounds  # noqa: PLC0414 (with the commands below)
from matcher.cli._text import sections
from matcher.cli._text_rounds import solution_text
from matcher.domain import (
    InputError,
    PairText,
    RoundCriteria,
    RoundInput,
    RoundState,
    RoundSummary,
    StoredRound,
    day_text,
)

STATES = {
    RoundState.DRAFT: "準備中",
    RoundState.SOLVED: "組み合わせ済み",
    RoundState.PUBLISHED: "知らせました",
    RoundState.CLOSED: "終わりました",
}


@dataclass(frozen=True, slots=True)
class AllRounds:
    """All rounds that are kept, the newest first."""

    rounds: tuple[RoundSummary, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A round whose pairs were told, with what to post for each."""

    name: str
    published_at: datetime | None
    texts: tuple[PairText, ...]


@rounds.command(
    "create",
    cls=Command,
    help="回を作って保存します。--from の表から、または --after の前の回から、"
    "どちらもなければコミュニティの記録から候補を選びます。",
)
def create(
    name: Name,
    from_: Annotated[
        Path | None, typer.Option("--from", metavar="FOLDER", help="表を入れたフォルダー。")
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(
            "--after",
            metavar="回",
            help="前の回。同じ組を避け、待った人を先にし、感想を重みに使います。",
        ),
    ] = None,
    prefectures: Annotated[
        str,
        typer.Option(
            "--prefectures",
            metavar="都道府県",
            help="メンティーをこの都道府県の人に絞ります(「愛媛県,香川県」)。",
            show_default=False,
        ),
    ] = "",
    topics: Annotated[
        str,
        typer.Option(
            "--topics",
            metavar="テーマ",
            help="メンターをこのテーマに回答した人に絞ります(idか名前。「ガバクラ,税」)。",
            show_default=False,
        ),
    ] = "",
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Keep a new round."""
    if (from_ or after) and (prefectures or topics):
        raise InputError(
            "--prefectures と --topics は、コミュニティの記録から選ぶときだけ使えます。",
            remedy="--from と --after を省くか、絞り込みを省いてください。",
        )
    community = opened(database)
    joining: RoundInput | None = None
    if from_ is not None:
        joining = community.rounds.read(from_)
    elif after is None:
        criteria = RoundCriteria(
            prefectures=tuple(comma_separated(prefectures)),
            mentor_topics=tuple(comma_separated(topics)),
        )
        joining = community.rounds.gather(criteria)
    if after is not None:
        made = community.rounds.follow(name, after, joining)
    else:
        made = community.rounds.create(name, joining or RoundInput(mentees=(), mentors=()))
    show(made, as_json, round_text)


@rounds.command(
    "join",
    cls=Command,
    help="保存した回に、表の人、組まない指定、これまでの組、辞退を加えます。同じidの人は新しい行に"
    "替わります。知らせた組はそのままです。この後 matcher round solve で組み直します。",
)
def join(
    name: Name,
    from_: Annotated[Path, typer.Option("--from", metavar="FOLDER", help="表を入れたフォルダー。")],
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Add late people to a round."""
    kept = opened(database).rounds
    show(kept.join(name, kept.read(from_)), as_json, round_text)


@rounds.command(
    "show", cls=Command, help="保存した回を示します。回の名前を省くと、一覧を示します。"
)
def show_round(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="回の名前。", show_default=False)
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Show a round, or all of them."""
    kept = opened(database).rounds
    if name is None:
        show(AllRounds(kept.all()), as_json, all_text)
    else:
        show(kept.show(name), as_json, round_text)


@rounds.command(
    "publish",
    cls=Command,
    help="知らせたことを記録し、チャンネルかグループに書く文面を示します。"
    "知らせた組は、後で組み直しても変わりません。",
)
def publish(name: Name, database: Database = None, as_json: AsJson = False) -> None:
    """Note that the pairs were told, and give the texts to post."""
    kept = opened(database).rounds
    told = kept.publish(name)
    show(Published(name, told.published_at, kept.texts(name)), as_json, published_text)


def all_text(found: AllRounds) -> str:
    """One line per round."""
    return (
        "\n".join(
            f"{one.name} ・ {STATES[one.state]} ・ メンティー{one.mentees:,}人 ・ "
            f"メンター{one.mentors:,}人 ・ {one.pairs:,}組 ・ {day_text(one.created_at)}"
            for one in found.rounds
        )
        or "まだ回がありません。matcher round create で作れます。"
    )


def round_text(stored: StoredRound) -> str:
    """A round: how far it has come, who takes part, its pairs."""
    facts = [
        f"{stored.name}({STATES[stored.state]})",
        f"メンティー{len(stored.input.mentees):,}人、メンター{len(stored.input.mentors):,}人",
    ]
    if stored.decided:
        facts.append(f"組み合わせた後の変更が{len(stored.decided):,}件あります。")
    notices = [] if stored.solution is not None else list(stored.input.notices)
    return sections(
        "\n".join([*facts, *(f"・{one}" for one in notices)]),
        "" if stored.solution is None else solution_text(stored.input, stored.solution),
    )


def published_text(told: Published) -> str:
    """The texts to post, one after the other."""
    return sections(
        f"{told.name}: {len(told.texts):,}組の文面です。"
        "組ごとに、チャンネルかグループに書いてください。",
        *(one.text for one in told.texts),
    )
