"""A roster against what is stored: looked at first, then stored as it was looked at."""

from datetime import date

from matcher.domain import CommunityStateError, RosterPlan, RosterPreview, RosterReading
from matcher.sources import joint_bodies_named, match_roster, roster_questions
from matcher.store import Reading, Store


def preview_roster(store: Store, reading: RosterReading, *, today: date) -> RosterPreview:
    """What would follow from a roster for the members as they are stored now."""
    with store.reading() as state:
        plan = _plan(state, reading, today)
    return RosterPreview(reading, plan, roster_questions(reading))


def store_roster(store: Store, preview: RosterPreview, *, today: date) -> int:
    """Store the plan of a preview, all or nothing; gives of how many members something changed.

    Raises:
        CommunityStateError: The same roster would have other consequences by now. So an opt-out
            that came while somebody was looking at the preview is not undone.
    """
    with store.reading() as state:
        revision = state.revision()
        plan = _plan(state, preview.reading, today)
    if plan != preview.plan:
        raise CommunityStateError(
            "確かめている間に、参加者の登録が変わりました。何も保存していません。",
            remedy="もう一度読み直して、内容を確かめてください。",
            file=preview.reading.file,
        )
    store.save_profiles(plan.profiles, tenures=plan.tenures, since=revision)
    store.keep_organizations(joint_bodies_named(preview.reading.rows))
    return len(plan.touched)


def _plan(state: Reading, reading: RosterReading, today: date) -> RosterPlan:
    profiles = {profile.member_id: profile for profile in state.profiles()}
    return match_roster(reading, state.accounts(), profiles, state.tenures(), today=today)
