"""The Streamlit app: pages that show, ask and save; the router is ``streamlit_app.py``."""

__all__: list[str] = []
