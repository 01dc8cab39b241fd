"""What may be filled into which database: the demo never mixes with a real community."""

from matcher.domain import CommunityStateError, ImportReport, Progress
from matcher.sources import DEMO_TEAM_ID, DemoCommunity
from matcher.store import TEAM_ID, Store

DEMO = "demo"
"""Setting that says which demo community was loaded completely."""


def holds_demo(store: Store) -> bool:
    """Whether a store holds a demo community, completely or in part."""
    return store.setting(TEAM_ID) == DEMO_TEAM_ID


def refuse_demo(store: Store, *, url: str) -> None:
    """Refuse to bring real data in where the demo is.

    Raises:
        CommunityStateError: The store holds the demo community.
    """
    if holds_demo(store):
        raise CommunityStateError(
            "このデータベースにはデモの架空のデータが入っています。本物のデータとは混ぜられません。",
            remedy="--database で別のデータベースを指定してください。",
            value=url,
        )


def fill_with_demo(
    store: Store, demo: DemoCommunity, progress: Progress, *, url: str
) -> ImportReport:
    """Fill an empty store with a demo community; one that broke off is completed.

    Raises:
        CommunityStateError: The store holds something else.
    """
    wanted = f"members={demo.members} seed={demo.seed}"
    loaded = store.setting(DEMO)
    unfinished = holds_demo(store) and loaded is None
    if not (store.is_empty() or unfinished or loaded == wanted):
        raise CommunityStateError(
            "データベースにはすでに別のデータがあります。デモは空のデータベースにだけ入れます。",
            remedy="--database sqlite:///demo.db のように、別の場所を指定してください。",
            value=url,
        )
    report = store.import_source(demo, progress)
    if loaded is None:
        store.save_profiles(demo.profiles())
        for role in demo.roles():
            store.save_role(role)
        store.set_setting(DEMO, wanted)
    return report
