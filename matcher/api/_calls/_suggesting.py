"""What a member asks: where to begin, where to post, whom to mention, what was said before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from matcher.api._calls._state import CommunityState
from matcher.api._names import (
    member_number,
    organization_code,
)
from matcher.domain import (
    Answer,
    SimilarThreads,
    StarterList,
)
from matcher.recommend import (
    NOBODY,
    ask,
    member_as_asker,
    newcomer,
    similar_threads,
    similar_to_conversation,
    starter_list,
    topics_named,
)

SIMILAR_SHOWN = 10


class Suggesting(CommunityState):
    """Suggestions, for members and for who has not joined yet."""

    def starter(
        self,
        member: str | None = None,
        *,
        organization: str = "",
        interests: Sequence[str] = (),
        solo_it: bool = False,
        as_of: datetime | None = None,
    ) -> StarterList:
        """Channels in steps and people in the same boat.

        Args:
            member: Member id or e-mail address; None for someone who has not joined.
            organization: Their organization as written (愛媛県上島町); only without ``member``.
            interests: Topic ids or free words (ガバクラ, 税); for a member, they replace the
                profile's.
            solo_it: Says that they are alone in charge of IT.
            as_of: The moment it is looked at; by default the end of the data.

        Raises:
            UnknownNameError: No such member or organization.
            InputError: The organization can mean several.
        """
        snapshot = self.snapshot(as_of)
        standing = self._standing(snapshot)
        topics = topics_named(snapshot, list(interests))
        unknown = [word for word in interests if not topics_named(snapshot, [word])]
        if member is None:
            code = organization_code(organization, self._store.organizations())
            asker, member_id = newcomer(code, topics, solo_it=solo_it), None
        else:
            number = member_number(snapshot, self._store, member)
            member_id = snapshot.facts.members["member_id"].iloc[number]
            asker = member_as_asker(snapshot, number, standing.profile(member_id))
            asker = replace(asker, topics=topics or asker.topics)
        return starter_list(snapshot, standing, asker, member=member_id, unknown=unknown)

    def ask(
        self, question: str, *, as_: str | None = None, as_of: datetime | None = None
    ) -> Answer:
        """Threads that already answer a question, where to post it, whom to mention, a draft.

        Args:
            question: In the asker's words.
            as_: Member id or e-mail address of the asker, if known.
            as_of: The moment it is asked; by default the end of the data.

        Raises:
            InputError: The question is empty.
            UnknownNameError: No such member.
        """
        snapshot = self.snapshot(as_of)
        standing = self._standing(snapshot)
        asker, member_id = NOBODY, None
        if as_ is not None:
            number = member_number(snapshot, self._store, as_)
            member_id = snapshot.facts.members["member_id"].iloc[number]
            asker = member_as_asker(snapshot, number, standing.profile(member_id))
        return ask(snapshot, standing, question, asker, as_=member_id)

    def similar(self, text: str) -> SimilarThreads:
        """Conversations about the same thing as a text, or as a thread given by its id.

        Raises:
            InputError: The text is empty.
        """
        snapshot = self.snapshot()
        conversation = snapshot.conversation_number.get(text.strip())
        if conversation is not None:
            return similar_to_conversation(snapshot, conversation, limit=SIMILAR_SHOWN)
        return similar_threads(snapshot, text, limit=SIMILAR_SHOWN)
