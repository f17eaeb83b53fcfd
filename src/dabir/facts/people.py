"""Who appears: the names of a report joined into people, with their posts and countries.

Names are joined when one holds all the words of the other («حاتمی» and «امیر حاتمی», «حسن اف» and «حسن‌اف»); of two
people who share a surname, the one last spoken of is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dabir.facts.mentions import Found, Mentions
from dabir.facts.name_words import SIR, is_knighted
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import DEMONSTRATIVES, Role
from dabir.facts.words import FACELESS

# Ranks that are given names as well.
RANKS = frozenset({"امیر", "سردار"})
# «Son of», between an Arab's name and his father's.
FATHERS = frozenset({"بن", "ابن"})
# Nouns for an office itself, which say less than a post does («به ریاست علی کریمی معاون وزیر»).
OFFICES = frozenset({"ریاست", "سرپرستی", "مدیریت", "رهبری", "سرمربیگری", "نمایندگی"})
# By how many words a post must be fuller than another one told before, in which the person rather acts here.
MUCH_FULLER = 3


@dataclass(slots=True, eq=False)
class Somebody:
    """A person while the report is being read: mentions and posts are added as they are understood."""

    keys: tuple[str, ...]
    name: Range
    given: int
    mentions: list[Found] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    phrases: set[str] = field(default_factory=set)

    def take(self, role: Role, phrase: str) -> None:
        """Keep a post, in its words `phrase`, once: what is asked of all posts must not grow with every mention."""
        if phrase not in self.phrases:
            self.phrases.add(phrase)
            self.roles.append(role)


class People:
    """The people of a report, and which of them a mention by name is."""

    def __init__(self, reading: Reading) -> None:
        """Start with nobody."""
        self.reading = reading
        self.all: list[Somebody] = []
        self._of: dict[Range, Somebody] = {}
        self._alike: dict[str, list[Somebody]] = {}

    def of(self, mention: Found) -> Somebody | None:
        """The person whom a mention names, if it holds a name."""
        return self._of.get(mention.core) if mention.name else None

    def add(self, mention: Found) -> Somebody:
        """Put a mention by name to the person it means, or to a new one."""
        keys = tuple(self.reading.keys[index] for index in range(*mention.core))
        given = mention.name.given if mention.name else 0
        person = self._known(keys, given) or self._cut_short(keys)
        if person is None:
            person = Somebody(keys, mention.core, given)
            self.all.append(person)
        elif _fuller(keys, person.keys):
            person.keys, person.name, person.given = keys, mention.core, given
        for start in map(_start, keys):
            if person not in self._alike.setdefault(start, []):
                self._alike[start].append(person)
        self._of[mention.core] = person
        person.mentions.append(mention)
        if mention.role:
            person.take(mention.role, self.reading.phrase(mention.role.range))
        return person

    def _known(self, keys: tuple[str, ...], given: int) -> Somebody | None:
        """The person, last spoken of first, whom a name fits."""
        alike = {id(person): person for key in keys for person in self._alike.get(_start(key), ())}
        recent = sorted(alike.values(), key=lambda person: person.mentions[-1].range.first, reverse=True)
        return next((person for person in recent if _same(keys, given, person)), None)

    def _cut_short(self, keys: tuple[str, ...]) -> Somebody | None:
        """The person whose full name goes on, in the text, as a later surname shows («علی کریمی» for «کریمی یزدی»)."""
        for person in self._alike.get(_start(keys[0]), ()):
            family = person.keys[person.given :]
            rest = keys[len(family) :]
            end = person.name.last + len(rest)
            if not (person.given and rest and keys[: len(family)] == family):
                continue
            if tuple(self.reading.keys[person.name.last : end]) == rest:
                person.keys, person.name = person.keys + rest, Range(person.name.first, end)
                return person
        return None


def _start(key: str) -> str:
    """The letters by which names that may be one are looked up."""
    return key.removeprefix("ال")[:3]


def find_people(reading: Reading, mentions: Mentions) -> People:
    """Join the names of a report: those with a given name first, so that surnames find theirs wherever they stand."""
    people = People(reading)
    named = [mention for mention in (*mentions.all, *mentions.inner) if mention.name]
    for mention in sorted(
        named, key=lambda mention: (not (mention.name and mention.name.full), mention.range)
    ):
        people.add(mention)
    for person in people.all:
        person.mentions.sort(key=lambda mention: mention.range)
    people.all.sort(key=lambda person: person.mentions[0].range)
    return people


def _same(keys: tuple[str, ...], given: int, person: Somebody) -> bool:
    """Whether a name can be another form of a person's name."""
    keys, names = _bare(keys), _bare(person.keys)
    whole, known = "".join(keys), "".join(names)
    if whole == known:
        return True
    if given == 1 and keys[0] in RANKS and "".join(keys[1:]) == "".join(names[person.given :]):
        return True  # «امیر سرتیپ پرویز کهن‌دل» … «امیر کهن‌دل»
    short, long = (keys, names) if len(whole) < len(known) else (names, keys)
    if given and person.given:
        # A surname in two words, of which one is a given name («پیر موذن», «نورالدین پیرموذن»).
        if "".join(short) == "".join(long[given if long is keys else person.given :]):
            return True
        last = short[-1] == long[-1] or _descends(short, long)
        return _spelling(whole, known) or (_subset(keys, names) and last)
    family = long[given if long is keys else person.given :]
    return "".join(short) == "".join(family) or _subset(short, long) or _hyphenated(short, long)


def _descends(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a name goes on with one more forefather («عبدالله بن سعود», «عبدالله بن سعود بن محمد»)."""
    return long[: len(short)] == short and long[len(short)] in FATHERS


def _bare(keys: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words without what agencies write and drop: the Arabic article («الکربلایی»), «سر» before a first name."""
    first = keys[0].removeprefix(SIR) if is_knighted(keys[0]) else keys[0]
    return tuple(key.removeprefix("ال") if len(key) > 5 else key for key in (first, *keys[1:]))


def _subset(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether all words of the shorter name are among those of the longer."""
    short, long = sorted((left, right), key=len)
    return set(short) <= set(long)


def _hyphenated(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a single word is the first half of a double surname («فلاح» for «فلاح‌جلودار»)."""
    if len(short) != 1 or len(short[0]) < 4:
        return False
    return any(word.startswith(short[0]) for word in long[1:])


def one_surname(key: str, person: Somebody) -> bool:
    """Whether a word that no list knows is a person's surname, if with a letter left out («بهبوی» for «بهبودی»)."""
    family = "".join(person.keys[person.given :])
    return key == family or (len(key) + 1 == len(family) and _spelling(key, family, least=5))


def _spelling(left: str, right: str, *, least: int = 8) -> bool:
    """Whether two whole names differ by one letter only («ظاهری», «ظواهری»), long enough for that to be a variant."""
    if min(len(left), len(right)) < least or abs(len(left) - len(right)) > 1:
        return False
    head = next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    tail = max(len(left), len(right)) - head - 1
    return left[len(left) - tail :] == right[len(right) - tail :] if tail else True


def _fuller(keys: tuple[str, ...], known: tuple[str, ...]) -> bool:
    return len("".join(keys)) > len("".join(known)) and len(keys) >= len(known) and keys[0] not in RANKS


def fullest_role(reading: Reading, roles: Sequence[Role]) -> Role | None:
    """The post that says most of a person; one told by «این» only where there is no other."""
    best: Role | None = None
    for role in roles:
        if not (role.definite and role.head in FACELESS) and (
            best is None or _says_more(reading, role, best)
        ):
            best = role
    return best


def _says_more(reading: Reading, role: Role, known: Role) -> bool:
    """Whether a post tells more than one that the report gives before it."""
    rank, rank_known = _rank(reading, role), _rank(reading, known)
    if rank != rank_known:
        return rank > rank_known
    margin = 0 if role.head == known.head else MUCH_FULLER
    return role.range.last - role.range.first > known.range.last - known.range.first + margin


def _rank(reading: Reading, role: Role) -> tuple[bool, bool, bool]:
    """Whether a post is told in full, whether by itself («سرمربی این تیم» leans on words before it), and of a person."""
    words = reading.keys[role.range.first + 1 : role.range.last]
    bare = len(words) == 0 and role.head in OFFICES
    return not role.definite, DEMONSTRATIVES.isdisjoint(words), not bare
