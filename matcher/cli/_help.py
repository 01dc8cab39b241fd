"""Help pages: Japanese, and wrapped where Japanese can be (Typer's own are neither)."""

import shutil
from collections.abc import Iterable
from typing import Any

from matcher.cli._width import cells, wrapped

WIDEST = 100
FIRST_COLUMN = 16
HELP_OF_HELP = "この説明を表示します。"


def help_page(command: Any, ctx: Any) -> str:
    """The help page of a command or a group.

    Args:
        command: Typer's command.
        ctx: Typer's context.
    """
    width = min(WIDEST, shutil.get_terminal_size().columns)
    parameters = command.get_params(ctx)
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    options = [one for one in parameters if one.param_type_name == "option"]
    commands = getattr(command, "commands", {})
    usage = [ctx.command_path, *map(_in_usage, arguments), *(["コマンド"] if commands else [])]
    parts = [
        f"使い方: {' '.join(usage)} [オプション]",
        "\n".join(wrapped(command.help or "", width)),
        _table("コマンド", ((name, one.help or "") for name, one in commands.items()), width),
        _table("引数", ((parameter_name(one), one.help or "") for one in arguments), width),
        _table("オプション", ((_option_name(one), _option_help(one)) for one in options), width),
    ]
    return "\n\n".join(part for part in parts if part)


def parameter_name(parameter: Any) -> str:
    """A parameter as it is written: ``--members``, ``MEMBER``."""
    if parameter.param_type_name == "option":
        return str(parameter.opts[0])
    return str(parameter.metavar or parameter.name.upper()).strip("[]")


def _in_usage(argument: Any) -> str:
    name = parameter_name(argument)
    return name if argument.required else f"[{name}]"


def _option_name(option: Any) -> str:
    value = "" if option.is_flag else f" {option.metavar or option.name.upper()}"
    return f"{parameter_name(option)}{value}"


def _option_help(option: Any) -> str:
    if option.opts == ["--help"]:
        return HELP_OF_HELP
    shown = option.show_default and not option.is_flag and option.default is not None
    return f"{option.help or ''}{f'(省くと{option.default})' if shown else ''}"


def _table(title: str, rows: Iterable[tuple[str, str]], width: int) -> str:
    lines = []
    for name, text in rows:
        indent = 2 + FIRST_COLUMN
        first, *rest = wrapped(text, max(20, width - indent))
        blank = " " * indent
        if cells(name) < FIRST_COLUMN:
            lines.append(f"  {name}{' ' * (FIRST_COLUMN - cells(name))}{first}")
        else:
            lines += [f"  {name}", f"{blank}{first}"]
        lines += [f"{blank}{line}" for line in rest]
    return "\n".join([f"{title}:", *lines]) if lines else ""
