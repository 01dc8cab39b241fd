"""The Streamlit app: pages that show, ask and save; the entry is ``streamlit_app.py``."""

__all__: list[str] = []
