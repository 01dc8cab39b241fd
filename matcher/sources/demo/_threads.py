"""Writes the questions' threads: answers, guides, nods, redirects, thanks, surveys."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from matcher.sources.demo import _phrases
from matcher.sources.demo._calendar import LAST_MOMENT, TOKYO
from matcher.sources.demo._channels import Room
from matcher.sources.demo._expertise import Expertise, Knowledge
from matcher.sources.demo._ledger import Post
from matcher.sources.demo._people import Person
from matcher.sources.demo._plan import Question, is_recent
from matcher.sources.demo._scenarios import Scenario
from matcher.sources.demo._stage import Stage

_ANSWER_REACTIONS = ("pray", "raised_hands", "+1", "ありがとうございます", "なるほど", "memo")
_SOLVED_REACTIONS = ("済", "white_check_mark", "解決しました")


def _mention(room: Room) -> str:
    """Slack's markup of a channel."""
    return f"<#{room.channel_id}|{room.channel.name}>"


@dataclass(slots=True)
class _Answered:
    """A thread that a later question of the same scenario can be guided to."""

    root: Post
    answers: int
    last_at: datetime


def _guide_fits(guide: str, earlier: _Answered, at: datetime) -> bool:
    """Whether what a guide says of the earlier thread's age, size and kind is so."""
    then, now = earlier.root.posted_at.astimezone(TOKYO), at.astimezone(TOKYO)
    months = (now.year - then.year) * 12 + now.month - then.month
    if "先月" in guide:
        return months == 1
    if "去年" in guide:
        return now.year - then.year == 1
    if "3つ目" in guide:
        return earlier.answers >= 3
    return "アンケート" not in guide


@dataclass(slots=True)
class Threads:
    """Writes threads in the order of their questions, so that guides can look back."""

    stage: Stage
    knowledge: Knowledge
    _experts: dict[str, list[tuple[Expertise, Person]]] = field(init=False)
    _answered: dict[str, list[_Answered]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        by_id = {person.member_id: person for person in self.stage.people}
        self._experts = {}
        for item in self.knowledge.expertise:
            self._experts.setdefault(item.topic_id, []).append((item, by_id[item.member_id]))

    def write(self, question: Question) -> None:
        """Write a question and all that follows from it."""
        scenario = question.scenario
        text, untold = self.stage.wording.question(question)
        if scenario.kind == "survey":
            ask = self.stage.random.choice(_phrases.SURVEY_ASKS)
            text = f"{text}\n{ask}\n{self.stage.wording.form(scenario)}"
        root = self._root(question, question.at, text)
        if root is None:
            return
        if scenario.kind == "survey":
            self.stage.planted.survey_items[root.thread_id] = scenario.survey_items
            self._survey(question, root)
            return
        if question.plain and not self.stage.wording.words.found_in(text):
            self.stage.planted.plain_questions.add(root.thread_id)
        if question.right_room is not None and self._redirect(question, root, text):
            return
        self._discuss(question, root, untold)

    def _told(self, text: str, person: Person, at: datetime) -> str:
        """A scenario's text with its slots replaced."""
        wording = self.stage.wording
        return wording.fill(wording.body(text, person, at), person, at)

    def _root(self, question: Question, at: datetime, text: str) -> Post | None:
        root = self.stage.ledger.write(question.room, question.asker, at, text)
        if root is not None:
            self.stage.planted.question_topics[root.thread_id] = question.scenario.topic
            self.stage.planted.question_scenarios[root.thread_id] = question.scenario.scenario_id
            if question.right_room is not None:
                self.stage.planted.wrong_channels[root.thread_id] = question.right_room.channel_id
        return root

    def _discuss(self, question: Question, root: Post, untold: list[str]) -> None:
        scenario = question.scenario
        earlier = self._earlier(scenario, root.posted_at)
        in_vain = question.in_vain and self.stage.random.random() < 0.9
        waits = self.stage.random.random() < (0.3 if is_recent(root.posted_at, 45) else 0.09)
        if in_vain or waits:
            if earlier is not None and not in_vain:
                self.stage.planted.repeated[root.thread_id] = earlier.root.thread_id
            if self.stage.random.random() < 0.3:
                self._nod(root, self.stage.calendar.later(root.posted_at, 900))
            return
        at = root.posted_at
        if earlier is not None and self.stage.random.random() < 0.3:
            guided = self._guide(question, root, earlier)
            if guided is not None and self.stage.random.random() < 0.55:
                return
            at = guided.posted_at if guided is not None else at
        posts = self._answers(question, root, at, untold)
        while self.stage.random.random() < 0.42:
            self._nod(root, self.stage.calendar.later(root.posted_at, 700))
        if not posts:
            return
        last = max(post.posted_at for post in posts)
        self._answered.setdefault(scenario.scenario_id, []).append(
            _Answered(root, len(posts), last)
        )
        if self.stage.random.random() < 0.62:
            self._thank(question, root, posts, last)

    def _answers(
        self, question: Question, root: Post, at: datetime, untold: list[str]
    ) -> list[Post]:
        """What the experts say, each at their own time."""
        scenario = question.scenario
        wanted = self.stage.random.choices((1, 2, 3, 4, 5, 6), (20, 27, 24, 15, 9, 5))[0]
        answerers = self._answerers(question, wanted)
        told: set[str] = set()
        posts: list[Post] = []
        asked_back = False
        for number, (person, quality) in enumerate(answerers):
            at_answer = self.stage.calendar.later(at, 110 + 260 * number)
            if not asked_back and number == 0 and self.stage.random.random() < 0.22:
                asked_back = True
                at_answer = self._clarify(question, root, person, at_answer, untold)
            text = self.stage.wording.answer(scenario, person, at_answer, quality, told)
            if text is None:
                continue
            if self.stage.random.random() < 0.14:
                text = f"<@{question.asker.member_id}> さん\n{text}"
            post = self.stage.ledger.write(root.room, person, at_answer, text, root)
            if post is None:
                continue
            posts.append(post)
            self.stage.planted.answers[post.message_id] = scenario.topic
            if self.stage.random.random() < 0.3 + 0.4 * quality:
                name = self.stage.random.choice(_ANSWER_REACTIONS)
                self.stage.ledger.react(post, name, up_to=2 + round(5 * quality))
            if self.stage.random.random() < 0.1:
                self.stage.ledger.react(post, "eyes", up_to=2)
        return posts

    def _answerers(self, question: Question, wanted: int) -> list[tuple[Person, float]]:
        """Experts drawn without repetition, readier and nearer ones first; seldom an outsider."""
        scenario, asker, at = question.scenario, question.asker, question.at
        region = self.stage.reference.regions.get(asker.prefecture, "")
        keyed: list[tuple[float, str, Person, float]] = []
        for item, person in self._experts.get(scenario.topic, []):
            if person is asker or not item.held_at(at):
                continue
            near = region and self.stage.reference.regions.get(person.prefecture) == region
            weight = item.quality * person.answering * (person.home_pull if near else 1.0)
            key = self.stage.random.random() ** (1.0 / max(weight, 0.01))
            keyed.append((-key, person.member_id, person, item.quality))
        keyed.sort(key=lambda entry: entry[:2])
        chosen = [(person, quality) for _, _, person, quality in keyed[:wanted]]
        if (
            scenario.topic not in self.knowledge.single_holders
            and self.stage.random.random() < 0.12
        ):
            outsider = self.stage.random.choice(self.stage.people)
            known = {person.member_id for person, _ in chosen}
            if outsider is not asker and outsider.asking and outsider.member_id not in known:
                chosen.append((outsider, 0.2))
        return chosen

    def _clarify(
        self, question: Question, root: Post, person: Person, at: datetime, untold: list[str]
    ) -> datetime:
        asker = question.asker
        text = self.stage.wording.pick(
            f"{question.scenario.scenario_id}/back", question.scenario.clarifications
        )
        if person.government is None:
            text = question.scenario.clarifications[0]
        back = self.stage.ledger.write(root.room, person, at, self._told(text, person, at), root)
        if back is None:
            return at
        reply_at = self.stage.calendar.later(back.posted_at, 60)
        if untold:
            lead = self.stage.random.choice(_phrases.CLARIFIED)
            reply = lead + untold.pop(self.stage.random.randrange(len(untold)))
        else:
            reply = self.stage.random.choice(_phrases.NOT_KNOWN_YET)
        filled = self._told(reply, asker, reply_at)
        post = self.stage.ledger.write(root.room, asker, reply_at, filled, root)
        return self.stage.calendar.later(post.posted_at if post else back.posted_at, 70)

    def _thank(self, question: Question, root: Post, posts: list[Post], last: datetime) -> None:
        own = question.scenario.thanks
        text = (
            self.stage.wording.pick(f"{question.scenario.scenario_id}/thanks", own)
            if own and self.stage.random.random() < 0.35
            else self.stage.wording.pick("thanks", self.stage.talk["thanks"])
        )
        at = self.stage.calendar.later(last, 150)
        text = self._told(text, question.asker, at)
        if self.stage.random.random() < 0.15:
            text = f"<@{posts[0].author.member_id}> さん、{text}"
        post = self.stage.ledger.write(root.room, question.asker, at, text, root)
        if post is None:
            return
        solved = any(word in text for word in _phrases.SOLVING)
        if solved or self.stage.random.random() < 0.4:
            self.stage.ledger.react(root, self.stage.random.choice(_SOLVED_REACTIONS), up_to=2)
            solved = True
        if solved:
            self.stage.planted.solved.add(root.thread_id)
        if self.stage.random.random() < 0.3:
            self.stage.ledger.react(post, self.stage.random.choice(("pray", "tada", "+1")), up_to=4)

    def _nod(self, root: Post, at: datetime) -> None:
        person = self.stage.someone("nodding", at)
        if person is None or person is root.author:
            return
        self.stage.ledger.write(
            root.room,
            person,
            at,
            self.stage.wording.pick("nods", self.stage.talk["short_replies"]),
            root,
        )

    def _earlier(self, scenario: Scenario, at: datetime) -> _Answered | None:
        """The best answered earlier thread of the same scenario."""
        known = [item for item in self._answered.get(scenario.scenario_id, []) if item.last_at < at]
        return max(known, key=lambda item: (item.answers, item.last_at), default=None)

    def _guide(self, question: Question, root: Post, earlier: _Answered) -> Post | None:
        at = self.stage.calendar.later(root.posted_at, 130)
        person = self.stage.someone("guiding", at)
        if person is None or person is question.asker:
            return None
        moment = earlier.root.posted_at.astimezone(TOKYO)
        guides = [
            text
            for text in (*self.stage.talk["guides"], *_phrases.GUIDES)
            if _guide_fits(text, earlier, at)
        ]
        text = self.stage.wording.pick("guides", guides).format(
            channel=_mention(earlier.root.room),
            link=earlier.root.link,
            when=f"{moment.year}年{moment.month}月",
            answers=earlier.answers,
        )
        post = self.stage.ledger.write(root.room, person, at, text, root)
        if post is None:
            return None
        self.stage.planted.guides[root.thread_id] = earlier.root.thread_id
        if self.stage.random.random() < 0.7:
            reply = self.stage.random.choice(_phrases.AFTER_GUIDE)
            reply_at = self.stage.calendar.later(post.posted_at, 90)
            if self.stage.ledger.write(root.room, question.asker, reply_at, reply, root):
                self.stage.ledger.react(post, "pray", up_to=3)
                if "解決" in reply:
                    self.stage.planted.solved.add(root.thread_id)
                    self.stage.ledger.react(root, "white_check_mark", up_to=2)
        return post

    def _redirect(self, question: Question, root: Post, text: str) -> bool:
        """Point to the right channel; True when the asker writes the question there again."""
        right = question.right_room
        at = self.stage.calendar.later(root.posted_at, 60)
        person = self.stage.someone("guiding", at)
        if right is None or person is None or person is question.asker:
            return False
        if self.stage.random.random() < 0.25:
            return False
        words = self.stage.wording.pick("redirects", self.stage.talk["redirects"])
        words = words.replace("#{channel}", _mention(right))
        post = self.stage.ledger.write(root.room, person, at, words, root)
        if post is None or self.stage.random.random() < 0.45:
            return False
        self.stage.ledger.write(
            root.room,
            question.asker,
            self.stage.calendar.later(post.posted_at, 25),
            self.stage.random.choice(_phrases.AFTER_REDIRECT),
            root,
        )
        again_at = self.stage.calendar.later(post.posted_at + timedelta(minutes=5), 30)
        again = replace(question, at=again_at, room=right, right_room=None)
        second = self._root(again, again_at, text)
        if second is None:
            return True
        self.stage.planted.near_copies.append((root.thread_id, second.thread_id))
        if question.plain and root.thread_id in self.stage.planted.plain_questions:
            self.stage.planted.plain_questions.add(second.thread_id)
        self._discuss(again, second, list(question.scenario.details))
        return True

    def _survey(self, question: Question, root: Post) -> None:
        """Many local governments reply, most of them in the lines of the form."""
        scenario = question.scenario
        topic = self.stage.reference.topics[scenario.topic]
        able = [
            person
            for person in self.stage.people
            if topic.group in person.field.groups
            and person.government
            and person is not question.asker
            and person.there_at(root.posted_at)
        ]
        wanted = min(len(able), self.stage.random.randint(5, 19))
        codes: list[str] = []
        said: list[str] = []
        told: set[str] = set()
        last = root.posted_at
        for person in self.stage.random.sample(able, wanted):
            if person.organization_code in codes:
                continue
            at = self.stage.calendar.later(root.posted_at, 1600)
            values = [
                self._told(self.stage.random.choice(column), person, at)
                for column in scenario.survey_values
            ]
            in_form = self.stage.random.random() < 0.88
            if in_form:
                text = self.stage.wording.form(
                    scenario, values=values, name=person.organization_name
                )
            else:
                text = f"{person.short_name}です。{'、'.join(values)}です。"
            if self.stage.random.random() < 0.3:
                remark = self.stage.wording.answer(scenario, person, at, 0.5, told)
                text += f"\n{remark}" if remark else ""
            post = self.stage.ledger.write(root.room, person, at, text, root)
            if post is None:
                continue
            last = max(last, post.posted_at)
            if in_form:
                codes.append(person.organization_code)
                said.append(values[0])
            if self.stage.random.random() < 0.15:
                self.stage.ledger.react(post, "pray", up_to=2)
        self.stage.planted.survey_answers[root.thread_id] = codes
        if len(codes) < 3:
            return
        at = self.stage.calendar.later(last, 900)
        text = self.stage.random.choice(_phrases.SURVEY_CLOSERS).format(
            n=len(codes), value=max(sorted(set(said)), key=said.count)
        )
        if at < LAST_MOMENT and self.stage.ledger.write(root.room, question.asker, at, text, root):
            self.stage.ledger.react(root, "tada", up_to=6)
