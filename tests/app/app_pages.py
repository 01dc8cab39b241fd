"""What the tests of the pages share."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROUTER = Path(__file__).resolve().parents[2] / "streamlit_app.py"
Open = Callable[..., AppTest]


def written(app: AppTest) -> str:
    """All text of a page, without the signs of markdown."""
    kinds = ("markdown", "text", "error", "warning", "info", "success", "title", "header")
    values = [str(item.value) for kind in kinds for item in app.get(kind)]
    values += [item.label for item in (*app.button, *app.checkbox, *app.get("page_link"))]
    values += [str(item.value) for item in app.subheader]
    return "\n".join(values).replace("\\", "").replace("\u2060", "")
