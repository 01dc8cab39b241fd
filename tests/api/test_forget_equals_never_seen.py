"""After forgetting a member, the community is as if it had never seen them."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from matcher.api import open_community
from matcher.domain import Batch, Progress, SourceNotes
from matcher.sources import DEMO_TEAM_ID, DemoCommunity

MEMBERS, SEED = 90, 12


class Without:
    """The demo community without one member and mentions of them."""

    def __init__(self, member_id: str) -> None:
        self._demo = DemoCommunity(MEMBERS, SEED)
        self._gone = member_id
        self.notes = SourceNotes(team_id=DEMO_TEAM_ID)

    def batches(self, progress: Progress) -> Iterator[Batch]:
        """Yield the demo's batches without the member."""
        for batch in self._demo.batches(progress):
            yield Batch(
                accounts=tuple(one for one in batch.accounts if one.account_id != self._gone),
                channels=batch.channels,
                memberships=tuple(one for one in batch.memberships if one.account_id != self._gone),
                messages=tuple(
                    dataclasses.replace(
                        one, text=one.text.replace(f"<@{self._gone}>", "<@forgotten>")
                    )
                    for one in batch.messages
                    if one.account_id != self._gone
                ),
                headings=batch.headings,
            )


def test_forgetting_equals_never_having_seen(tmp_path: Path) -> None:
    """Members, conversations, answers and expertise equal those of a build without the member."""
    with_all = open_community(f"sqlite:///{tmp_path / 'all.db'}")
    with_all.load_demo(members=MEMBERS, seed=SEED)
    with_all.build()
    member = with_all.ask("標準化の移行の進め方を教えてください").people[0].member_id
    name = with_all.show_member(member).name
    assert with_all.forget(member) > 0

    never = open_community(f"sqlite:///{tmp_path / 'never.db'}")
    never._store.import_source(Without(member))
    for profile in DemoCommunity(MEMBERS, SEED).profiles():
        if profile.member_id != member:
            never._store.save_profile(profile)
    for role in DemoCommunity(MEMBERS, SEED).roles():
        if role.member_id != member:
            never.save_role(role)
    never.build()

    kept, unseen = with_all.snapshot(), never.snapshot()
    pd.testing.assert_frame_equal(kept.facts.members, unseen.facts.members)
    pd.testing.assert_frame_equal(kept.conversations, unseen.conversations)
    pd.testing.assert_frame_equal(kept.answers, unseen.answers)
    pd.testing.assert_frame_equal(kept.expertise, unseen.expertise)
    assert (kept.index.weights != unseen.index.weights).nnz == 0
    assert dict(kept.graph.nodes) == dict(unseen.graph.nodes)
    question = "接続回線の見積りはどう比べましたか"
    assert with_all.ask(question) == never.ask(question)
    for file in tmp_path.glob("all.db*/**/*"):
        if file.is_file():
            content = file.read_bytes()
            assert member.encode() not in content, file
            assert name.encode() not in content, file
