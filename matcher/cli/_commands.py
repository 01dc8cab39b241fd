"""Commands and groups whose help and complaints are in Japanese."""

from difflib import get_close_matches
from typing import Any

from typer.core import TyperCommand, TyperGroup

from matcher.cli._help import help_page


class Command(TyperCommand):
    """A command with help in Japanese."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return help_page(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments.

        Raises:
            UsageError: There are more than the command takes.
        """
        ctx.allow_extra_args = True
        rest: list[str] = super().parse_args(ctx, args)
        if rest:
            words = "、".join(f"「{word}」" for word in rest)
            ctx.fail(f'余分な語があります: {words}。空白を含む文は "…" で囲んでください。')
        return rest


class Commands(TyperGroup):
    """A group of commands; it names the nearest ones when one is unknown."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return help_page(self, ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find a command by its name.

        Raises:
            UsageError: There is none; the nearest ones are named.
        """
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(unknown_command_text(args[0], list(self.commands)))
        return super().resolve_command(ctx, args)


def unknown_command_text(name: str, names: list[str]) -> str:
    """Say that there is no such command, and which ones come near."""
    near = get_close_matches(name, names, 3)
    offered = f"近いもの: {'、'.join(near)}" if near else f"あるもの: {'、'.join(names)}"
    return f"「{name}」というコマンドはありません。{offered}"
