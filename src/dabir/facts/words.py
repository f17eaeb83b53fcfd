"""Small closed word classes that several rules ask for (their words are data), and whether a word is a finite verb."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from dabir.script.letters import squeeze
from dabir.script.verbs import verbs, written

_CLASSES = tomllib.loads(files("dabir.facts").joinpath("data/word_classes.toml").read_text("utf-8"))


def _words(name: str) -> frozenset[str]:
    """A class of `data/word_classes.toml`, squeezed."""
    return frozenset(squeeze(word) for word in _CLASSES[name].split())


PREPOSITIONS = _words("prepositions")
PRONOUNS = _words("pronouns")
CONNECTIVES = _words("connectives")
FUNCTION_WORDS = PREPOSITIONS | PRONOUNS | CONNECTIVES | _words("function_words")
PHRASE_STOPS = (PREPOSITIONS - {"در", "ضد"}) | PRONOUNS | (CONNECTIVES - {"و"}) | _words("noun_phrase_stops")
NO_CLAUSE = _words("no_clause_openers")
COMPOUNDING = _words("compounding_names")
INFLECTION = _words("inflection")
THING_HEADS = _words("thing_heads")
NOUNS_TOO = _words("nouns_too")
FIRST_PERSON = _words("first_person")
POSTED = _words("posted")
SEATS = _words("seats")
RELATIONAL = _words("relational")
RELAYS = _words("relays")
MESSAGES = _words("messages")
TIMES = _words("times")
PARTICLES = _words("name_particles")
NAMING_TITLES = _words("naming_titles")
SUPERLATIVES = _words("superlatives")
TERMS = _words("terms")
GOVERNING = _words("governing")
FACELESS = _words("faceless")
COPULAS = _words("copulas")
REPORTERS = _words("reporters")
DESCRIBING = _words("describing")
POSSESSED = _words("possessed")
FURTHER = _words("further")
UNNAMED = _words("unnamed")
JOINED_COPULAS = _words("joined_copulas")
WRITINGS = _words("writings")
CONTROLLING = _words("controlling")
DOING = _words("doing")
MATTERS = _words("matters")
QUANTIFYING = _words("quantifying")
NO_SUBJECTS = _words("no_subjects")
NOBODY = _words("nobody")
NO_GROUPS = _words("no_groups")
SIDES = _words("sides")
ANEW = _words("anew")
STRAY = _words("stray")
NAMING = _words("naming")
LASTING = _words("lasting")
CHILDREN = _words("children")
WORLDS = _words("worlds")
OLDER = _words("older")
FRIDAYS = _words("fridays")
PLACE_LEADS = _words("place_leads")
MAYBE = _words("maybe")
PLANNING = _words("planning")
EARLIER = _words("earlier")
SUPPORTING_VERBS = _words("supporting_verbs")
EQUIPMENT = _words("equipment")
PURPOSEFUL = _words("purposeful")
MONTHS = _words("months")
SOMEBODY = _words("somebody")
RELATIONS = _words("relations")
OF_GOVERNMENTS = _words("of_governments")
GROUP_ENDINGS = tuple(_words("group_endings"))
INFINITIVES = {squeeze(verb): verb for verb in _CLASSES["infinitive_verbs"].split()}


def is_finite(key: str) -> bool:
    """Whether a squeezed word is a finite verb by itself («گفت», «می‌رود», «است») or ends in one («بالاست»)."""
    return key in _finite_forms() or key in JOINED_COPULAS


@cache
def _finite_forms() -> frozenset[str]:
    """Forms that are read as verbs that end a clause: no second person singular («درمانی», «خوبی»), no modal («باید»)."""
    return frozenset(
        key
        for key, (_, features) in written().items()
        if key not in NOUNS_TOO
        and not (features.person == 2 and not features.plural)
        and features.tense != "modal"
    )


@cache
def _participles() -> frozenset[str]:
    return frozenset(
        squeeze(f"{verb.prefix}{negation}{verb.past}ه")
        for verb in verbs()
        for negation in ("", "ن")
        if not (negation and verb.past.startswith("آ"))  # «نیامده» has a letter between them
    )


def is_participle(key: str, text: str) -> bool:
    """Whether a word is a past participle, alone or half-spaced to its noun («شده», «صورت‌گرفته»)."""
    return key in _participles() or squeeze(text.rpartition("\u200c")[2]) in _participles()


def is_first_person(key: str) -> bool:
    """Whether a squeezed word can only be a finite verb in the first person («می‌کنیم», «هستم»; «مردم» is a noun too)."""
    if not (key.startswith(("می", "نمی")) or key.endswith("یم") or key in FIRST_PERSON):
        return False
    found = written().get(key)
    return found is not None and found[1].person == 1 and len(key) > 3
