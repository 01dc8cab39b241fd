"""The app as Streamlit runs it, on a community of plain values or on a real one."""

from collections.abc import Iterator

import pytest
import streamlit as st
from app_pages import ROUTER, Open
from fake_community import FakeCommunity
from streamlit.testing.v1 import AppTest


@pytest.fixture(autouse=True)
def fresh_server() -> Iterator[None]:
    """Each test has a server of its own: nothing is left of another test's community."""
    st.cache_resource.clear()
    st.cache_data.clear()
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeCommunity:
    """A community that answers with plain values."""
    community = FakeCommunity()
    monkeypatch.setattr("matcher.open_community", lambda: community, raising=False)
    return community


@pytest.fixture
def open_page() -> Open:
    """Open the app at a page, with the parameters of its address."""

    def opened(view: str = "", /, **parameters: str) -> AppTest:
        app = AppTest.from_file(str(ROUTER), default_timeout=60).run()
        if view:
            app.switch_page(view)
        for name, value in parameters.items():
            app.query_params[name.rstrip("_")] = value
        app.run()
        assert not app.exception, app.exception
        return app

    return opened
