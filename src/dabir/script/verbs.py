"""Verbs: every form of the Persian verbs, and the verbs of a text, also those of several words.

The list of verbs is `data/verbs.tsv`, the list of forms that are mostly other words `data/not_verbs.txt`;
forms follow the standard grammar of written Persian.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from dabir.script.letters import HALF_SPACE, squeeze
from dabir.script.words import Token

Tense = Literal[
    "past", "imperfect", "perfect", "imperfect_perfect", "pluperfect", "past_subjunctive",
    "present", "subjunctive", "future", "modal",
]  # fmt: skip


class Features(NamedTuple):
    """What a verb form says; `lemma` is the infinitive, `person` 0 for a form without one («باید»)."""

    lemma: str
    person: int
    plural: bool
    tense: Tense
    negative: bool
    passive: bool


class VerbGroup(NamedTuple):
    """A finite verb in a list of tokens: it is `tokens[start:stop]`."""

    start: int
    stop: int
    features: Features


class Verb(NamedTuple):
    """A verb of the list; `prefix` is «بر» in «برگشتن», else "".

    `bare` says which persons of the bare subjunctive («تلاش کند») are read as a verb: `all`, `some` (not
    those that are mostly nouns, like «سازی»), `no`.
    """

    infinitive: str
    prefix: str
    past: str
    present: str
    has_passive: bool
    bare: str


_PERSONS = ((1, False), (2, False), (3, False), (1, True), (2, True), (3, True))
_PAST = ("م", "ی", "", "یم", "ید", "ند")
_PRESENT = ("م", "ی", "د", "یم", "ید", "ند")
_PERFECT = ("‌ام", "‌ای", " است", "‌ایم", "‌اید", "‌اند")
_HAD = ("بودم", "بودی", "بود", "بودیم", "بودید", "بودند")
_BE = ("باشم", "باشی", "باشد", "باشیم", "باشید", "باشند")
_WILL = ("خواهم", "خواهی", "خواهد", "خواهیم", "خواهید", "خواهند")
_COPULA = ("هستم", "هستی", "هست", "هستیم", "هستید", "هستند")
_NOT = ("نیستم", "نیستی", "نیست", "نیستیم", "نیستید", "نیستند")
_MODALS = {"باید": "بایستن", "می‌باید": "بایستن", "بایست": "بایستن", "می‌بایست": "بایستن", "بایستی": "بایستن",
           "می‌توان": "توانستن", "بتوان": "توانستن", "می‌شد": "شدن"}  # fmt: skip
_NO_MODALS = {
    "نباید": "بایستن",
    "نمی‌باید": "بایستن",
    "نبایست": "بایستن",
    "نمی‌توان": "توانستن",
    "نتوان": "توانستن",
}
_LONGEST = 5  # words in a verb: «گزارش نخواهد شده بوده است» has no more


@cache
def verbs() -> tuple[Verb, ...]:
    """The list of verbs."""
    rows = (line.split("\t") for line in _lines("verbs.tsv"))
    return tuple(
        Verb(infinitive, prefix, past, present, passive == "yes", bare)
        for infinitive, prefix, past, present, passive, bare in rows
    )


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath("data", name).read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def forms(verb: Verb) -> dict[str, Features]:
    """All finite forms of a verb as the Academy writes them, with what each says."""
    table = dict(_active(verb))
    if verb.has_passive:
        table |= dict(_passive(verb))
    return table


def _active(verb: Verb) -> Iterator[tuple[str, Features]]:
    for (person, plural), end in zip(_PERSONS, _PRESENT, strict=True):
        if verb.bare == "all" or (verb.bare == "some" and (person == 3 or end == "یم")):
            form = verb.prefix + verb.present + end
            yield form, Features(verb.infinitive, person, plural, "subjunctive", False, False)
    for negative in (False, True):
        for tense, shapes in _tenses(verb, negative=negative):
            for (person, plural), shape in zip(_PERSONS, shapes, strict=True):
                yield shape, Features(verb.infinitive, person, plural, tense, negative, False)


def _tenses(verb: Verb, *, negative: bool) -> Iterator[tuple[Tense, list[str]]]:
    """The six persons of every tense."""
    pre, past, present = verb.prefix, verb.past, verb.present
    ongoing = pre + ("نمی‌" if negative else "می‌")
    simple = pre + (_joined("ن", past) if negative else past)
    yield "past", [simple + end for end in _PAST]
    yield "imperfect", [ongoing + past + end for end in _PAST]
    yield "perfect", [f"{simple}ه{end}" for end in _PERFECT]
    yield "imperfect_perfect", [f"{ongoing}{past}ه{end}" for end in _PERFECT]
    yield "pluperfect", [f"{simple}ه {had}" for had in _HAD]
    yield "past_subjunctive", [f"{simple}ه {be}" for be in _BE]
    yield "present", [ongoing + present + end for end in _PRESENT]
    wish = _joined("ن" if negative else "ب", present)
    yield "subjunctive", [pre + wish + end for end in _PRESENT]
    yield "future", [f"{pre}{'ن' if negative else ''}{will} {past}" for will in _WILL]


def _joined(prefix: str, stem: str) -> str:
    """Put «ن» or «ب» before a stem, as it is spelt before a vowel: «نیامد», «نیفتاد», «نایستاد»."""
    if stem.startswith("آ"):
        return f"{prefix}یا{stem[1:]}"
    if stem.startswith("ا") and not stem.startswith("ای"):
        return f"{prefix}ی{stem[1:]}"
    return prefix + stem


def _passive(verb: Verb) -> Iterator[tuple[str, Features]]:
    participle = f"{verb.prefix}{verb.past}ه"
    for form, features in _become():
        yield f"{participle} {form}", Features(verb.infinitive, *features[1:5], True)


@cache
def _become() -> tuple[tuple[str, Features], ...]:
    """The forms of «شدن», third persons only but for the subjunctive: no other passive is in use in news."""
    become = next(verb for verb in verbs() if verb.infinitive == "شدن")
    return tuple((form, features) for form, features in _active(become) if features.person == 3)


def _irregular() -> Iterator[tuple[str, Features]]:
    """The copula, the two verbs that take no «می» in the present, and the modals."""
    for negative, shapes in ((False, _COPULA), (True, _NOT)):
        for (person, plural), shape in zip(_PERSONS, shapes, strict=True):
            yield shape, Features("بودن", person, plural, "present", negative, False)
    yield "است", Features("بودن", 3, False, "present", False, False)
    yield from _without_mi("بودن", "past", "بود", _PAST)
    yield from _without_mi("بودن", "subjunctive", "باش", _PRESENT)
    yield from _without_mi("داشتن", "present", "دار", _PRESENT)
    for modals, negative in ((_MODALS, False), (_NO_MODALS, True)):
        for shape, lemma in modals.items():
            yield shape, Features(lemma, 0, False, "modal", negative, False)


def _without_mi(lemma: str, tense: Tense, stem: str, ends: Sequence[str]) -> Iterator[tuple[str, Features]]:
    for (person, plural), end in zip(_PERSONS, ends, strict=True):
        yield stem + end, Features(lemma, person, plural, tense, False, False)
        yield f"ن{stem}{end}", Features(lemma, person, plural, tense, True, False)


@cache
def written() -> dict[str, tuple[str, Features]]:
    """Every verb form by its key (see `letters.squeeze`): how it is written, and what it says."""
    table: dict[str, tuple[str, Features]] = {}
    for form, features in _irregular():
        table[_key(form)] = form, features
    for verb in verbs():
        for form, features in forms(verb).items():
            key = _key(form)
            if key not in table or (table[key][1].negative and not features.negative):
                table[key] = form, features  # «نشست» is rather from «نشستن» than from «شستن»
    for word in _lines("not_verbs.txt"):
        table.pop(word, None)
    return table


def _key(form: str) -> str:
    # Forms are spelt as `letters.squeeze` leaves letters: dropping the spaces is all that it would do.
    return form.replace(" ", "").replace(HALF_SPACE, "")


def finite(word: str) -> Features | None:
    """What a verb form says, however it is spaced; None if it is no finite verb form.

    Many forms are nouns too («خورد», «کرد»); only the sentence tells which.
    """
    found = written().get(squeeze(word))
    return found[1] if found else None


@cache
def _openers() -> frozenset[str]:
    """Keys of the first words of verbs in several words, and of pieces of verbs torn apart by a space."""
    openers = {"می", "نمی", *_WILL, *("ن" + will for will in _WILL)}
    for form, _ in written().values():
        words = form.replace(HALF_SPACE, " ").split(" ")
        if len(words) > 1:
            openers.update("".join(words[:count]) for count in range(1, len(words)))
    return frozenset(openers | _prefixes())


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(verb.prefix for verb in verbs() if verb.prefix)


def verb_groups(words: Sequence[Token], keys: Sequence[str] | None = None) -> list[VerbGroup]:
    """The finite verbs in a list of tokens, in order; the longest reading wins («گفته شده است»).

    Args:
        words: The tokens.
        keys: What `letters.squeeze` makes of the words among them, where that is at hand.
    """
    groups, done = [], 0
    table, openers = written(), _openers()
    if keys is None:
        keys = [squeeze(word.text) if word.kind == "word" else "" for word in words]
    for index in [index for index, key in enumerate(keys) if key in table or key in openers]:
        group = _group(words, keys, index) if index >= done else None
        if group:
            groups.append(group)
            done = group.stop
    return groups


def _group(words: Sequence[Token], keys: Sequence[str], start: int) -> VerbGroup | None:
    """The longest verb that begins with a token; `keys` are those of the words of letters."""
    table, openers = written(), _openers()
    key, best = "", None
    for stop in range(start, min(start + _LONGEST, len(words))):
        if words[stop].kind != "word":
            break
        key += keys[stop]
        found = table.get(key)
        if found and not _chance(words[start : stop + 1], found[1]):
            best = VerbGroup(start, stop + 1, found[1])
        if key not in openers:
            break
    return best


def _chance(words: Sequence[Token], features: Features) -> bool:
    """Whether a preposition only happens to stand before a verb: in «در آمد», but not in «بر می‌گشت»."""
    if len(words) < 2 or words[0].text not in _prefixes():
        return False
    return not features.negative and features.tense not in ("present", "imperfect", "imperfect_perfect")
