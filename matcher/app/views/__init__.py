"""Pages: one file each, run by Streamlit; they read inputs, call the community, draw."""

__all__: list[str] = []
