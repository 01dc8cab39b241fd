"""Which channels are about which topics: what the graph's edges and the taxonomy say."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.domain import Reason
from matcher.language import normalise
from matcher.recommend._threads import evidence_of
from matcher.snapshot import Snapshot

SHOWN_EVIDENCE = 3


@dataclass(frozen=True)
class TopicChannels:
    """How much each channel is about each of some topics.

    Attributes:
        topics: Topic numbers.
        about: topics × channels: the topic's share times the share of its talk, by the graph,
            that stands in the channel.
        standard: topics × channels: the topic's share in its standard channel, 0 elsewhere.
    """

    topics: tuple[int, ...]
    about: npt.NDArray[np.float64]
    standard: npt.NDArray[np.float64]


def topic_channels(snapshot: Snapshot, topics: dict[int, float]) -> TopicChannels:
    """Look up the channels of topics.

    Args:
        snapshot: The community.
        topics: Share by topic number.
    """
    channels, table = snapshot.facts.channels, snapshot.facts.topics
    about = np.zeros((len(topics), len(channels)))
    standard = np.zeros_like(about)
    names = np.array([normalise(name) for name in channels["name"]], dtype=object)
    for row, (topic, share) in enumerate(topics.items()):
        talk = snapshot.topic_talk[topic]
        about[row, talk.indices] = share * talk.data / talk.data.sum()
        standard[row] = share * (names == normalise(table["channel"].iloc[topic]))
    return TopicChannels(tuple(topics), about, standard)


def topic_reason(
    snapshot: Snapshot, found: TopicChannels, number: int, weight: float
) -> Reason | None:
    """What makes a channel one for the topics: the topic that adds most to it, with its questions.

    Args:
        snapshot: The community.
        found: The topics' channels.
        number: The channel.
        weight: What the topics add to the channel's score.
    """
    adds = found.about[:, number] + found.standard[:, number]
    if not adds.sum():
        return None
    topic = found.topics[int(np.argmax(adds))]
    name = snapshot.facts.topics["name"].iloc[topic]
    table = snapshot.conversations
    on_topic = snapshot.questions_by_topic.of(topic)
    here = on_topic[table["channel"].to_numpy()[on_topic] == number]
    if not len(here):
        return Reason("standard_channel", f"「{name}」の話をする場所です。", (), weight)
    text = f"「{name}」の質問{len(on_topic)}件のうち{len(here)}件がここです。"
    proof = evidence_of(snapshot, here[::-1][:SHOWN_EVIDENCE])
    return Reason("channel_for_topic", text, proof, weight)
