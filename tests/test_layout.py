"""The folder listing tells the architecture, and imports follow it."""

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import matcher
from matcher import api

ROOT = Path(__file__).parents[1]


def test_imports_follow_the_flow() -> None:
    """No import points against the flow of data (contracts in pyproject.toml)."""
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_public_names_are_listed() -> None:
    """What the package exports is what ``__all__`` says."""
    assert {name for name in matcher.__all__ if callable(getattr(matcher, name))} == set(
        matcher.__all__
    )
    assert set(matcher.__all__) <= set(api.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        _ = matcher.nothing


def test_every_package_lists_its_names() -> None:
    """Each room has a docstring; those that export something have an explicit ``__all__``."""
    for init in sorted((ROOT / "matcher").rglob("__init__.py")):
        tree = ast.parse(init.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), init
        exports = any(isinstance(node, ast.ImportFrom) for node in tree.body)
        names = [
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        ]
        assert not exports or "__all__" in names, init


def test_the_entry_shows_something_before_it_loads_the_rest() -> None:
    """At its top the app's entry imports nothing of the package, which takes seconds to load."""
    entry = ast.parse((ROOT / "streamlit_app.py").read_text(encoding="utf-8"))
    early = {
        name
        for node in entry.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
        )
    }
    assert early == {"sys", "contextlib", "pathlib", "streamlit"}
