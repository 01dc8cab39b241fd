"""What is known: places, members, conversations, channels, topics."""

from collections.abc import Sequence

from matcher.api import _views as views
from matcher.api._calls._state import CommunityState
from matcher.api._names import (
    channel_number,
    conversation_number,
    member_number,
    members_named,
    topic_number,
)
from matcher.domain import (
    ChannelView,
    LocalGovernment,
    MemberName,
    MemberView,
    PlaceResolution,
    ThreadSuggestion,
    ThreadView,
    TopicSummary,
    TopicView,
)
from matcher.places import load_directory
from matcher.recommend import (
    describe_thread,
    similar_to_conversation,
)

SIMILAR_BESIDE = 3


class Showing(CommunityState):
    """What is known of each thing, as a reader may see it."""

    def place(self, text: str) -> PlaceResolution:
        """What a written place resolves to, or its candidates."""
        return load_directory().with_joint_bodies(self._store.organizations()).resolve(text)

    def find_local_governments(self, text: str, *, limit: int = 50) -> tuple[LocalGovernment, ...]:
        """Local governments for a picker, best first."""
        found = load_directory().find(text, limit)
        return tuple(one for one in found if isinstance(one, LocalGovernment))

    def find_members(self, text: str, *, limit: int = 50) -> tuple[MemberName, ...]:
        """Members whose name or organization holds a text (高橋 finds 髙橋), by name."""
        return members_named(self.snapshot(), text, limit=limit)

    def topics(self) -> tuple[TopicSummary, ...]:
        """All topics with how many questions there are and how many wait for an answer."""
        return views.topic_summaries(self.snapshot())

    def show_thread(self, thread_id: str) -> ThreadView:
        """A conversation with all its messages.

        Raises:
            UnknownNameError: No such thread.
        """
        snapshot = self.snapshot()
        conversation = conversation_number(snapshot, thread_id)
        threads = views.threads_of_conversation(snapshot, conversation)
        with self._store.reading() as reading:
            messages = [message for key in threads for message in reading.thread_messages(key)]
        similar = similar_to_conversation(snapshot, conversation, limit=SIMILAR_BESIDE)
        return views.thread_view(snapshot, conversation, messages, similar.threads)

    def describe_threads(self, thread_ids: Sequence[str]) -> tuple[ThreadSuggestion, ...]:
        """Conversations to list, such as a number's evidence; ids that are no more are left out."""
        snapshot = self.snapshot()
        known = snapshot.conversation_number
        numbers = dict.fromkeys(known[one] for one in thread_ids if one in known)
        return tuple(describe_thread(snapshot, number) for number in numbers)

    def show_member(self, member_id: str) -> MemberView:
        """What is known of a member, and where it comes from.

        Raises:
            UnknownNameError: No such member.
        """
        snapshot = self.snapshot()
        number = member_number(snapshot, self._store, member_id)
        return views.member_view(snapshot, self._standing(snapshot), number)

    def show_channel(self, channel_id: str) -> ChannelView:
        """What is known of a channel, by its id or its name.

        Raises:
            UnknownNameError: No such channel.
        """
        snapshot = self.snapshot()
        return views.channel_view(snapshot, channel_number(snapshot, channel_id))

    def show_topic(self, topic_id: str) -> TopicView:
        """A topic's page, by the topic's id or name.

        Raises:
            UnknownNameError: No such topic.
        """
        snapshot = self.snapshot()
        number = topic_number(snapshot, topic_id)
        return views.topic_view(snapshot, self._standing(snapshot), number)
