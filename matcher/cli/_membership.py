"""Commands on what members are trusted with, and on forgetting them."""

import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer

from matcher.cli._open import opened
from matcher.cli._options import AsJson, Database, day_or_none
from matcher.cli._print import show
from matcher.cli._progress import ProgressLine
from matcher.domain import TOKYO, InputError, Role, RoleKind

ROLE_WORDS = {
    RoleKind.AMBASSADOR: "アンバサダー",
    RoleKind.ORGANIZER: "運営",
    RoleKind.ADMINISTRATOR: "管理者",
}

Member = Annotated[str, typer.Argument(metavar="MEMBER", help="参加者のID、またはメールアドレス。")]


@dataclass(frozen=True, slots=True)
class MemberRoles:
    """All roles of a member, past and future ones too."""

    member: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting a member erased."""

    member: str
    messages: int


def role(
    member: Member,
    kind: Annotated[
        RoleKind,
        typer.Argument(metavar="ROLE", help="ambassador、organizer、administrator のどれか。"),
    ],
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="日付", help="任期の始まり(2024-07-01)。省くと今日。"),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="日付", help="任期の終わりの日。省くと終わりなし。"),
    ] = None,
    end: Annotated[
        bool, typer.Option("--end", help="任期を --to の日(省くと今日)で終わらせます。")
    ] = False,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Give a member a role for a term, or end it."""
    community = opened(database)
    today = datetime.now(TOKYO).date()
    member_id = community.member_id(member)
    last = day_or_none(to)
    if end:
        community.end_role(member_id, kind, last or today)
    else:
        community.save_role(Role(member_id, kind, day_or_none(from_) or today, last))
    roles = tuple(role for role in community.roles() if role.member_id == member_id)
    show(MemberRoles(member_id, roles), as_json, _roles_text)


def forget(
    member: Member,
    yes: Annotated[bool, typer.Option("--yes", help="確かめずに消します。")] = False,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Erase a member and all that was learned from them."""
    community = opened(database)
    member_id = community.member_id(member)
    if not yes:
        if not sys.stdin.isatty():
            raise InputError(
                "消してよいか確かめられません。", remedy="よければ --yes をつけてください。"
            )
        question = f"{member_id} の投稿と記録を消します。元に戻せません。よいですか"
        typer.confirm(question, abort=True, err=True)
    with ProgressLine() as progress:
        erased = community.forget(member_id, progress=progress)
    show(Forgotten(member_id, erased), as_json, _forgotten_text)


def _roles_text(result: MemberRoles) -> str:
    lines = [
        f"{ROLE_WORDS[role.kind]} {role.starts_on.isoformat()} から "
        + (f"{role.ends_on.isoformat()} まで" if role.ends_on else "終わりなし")
        for role in result.roles
    ]
    return "\n".join([f"{result.member} の役割", *(lines or ["なし"])])


def _forgotten_text(result: Forgotten) -> str:
    return (
        f"{result.member} の投稿{result.messages}件と記録を消し、知見グラフを作りなおしました。\n"
        "前の書き出しやバックアップの写しは、別に消してください。"
    )
