"""Where the reference data lies: in the checkout, or inside the installed package."""

from pathlib import Path


def data_folder() -> Path:
    """Folder of the reference data (``data/`` of the project)."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"
