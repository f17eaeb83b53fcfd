"""The source beside a cue: which of the mentions before (or behind) a reporting expression is the one who speaks."""

from __future__ import annotations

from dabir.facts.cues import Cue
from dabir.facts.mentions import Found, Mentions
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import DEMONSTRATIVES
from dabir.facts.words import CONNECTIVES, MESSAGES, PREPOSITIONS, RELAYS, UNNAMED, is_finite

MAX_PLAIN = 9
# What «از» joins to its noun: «بسیاری از رسانه‌ها».
QUANTIFIERS = frozenset({"بسیاری", "برخی", "یکی", "تعدادی", "شماری", "گروهی", "جمعی", "بعضی"})
# Words behind which «از» brings what they are a part of: «۸۱ درصد از مردم».
PARTITIVES = QUANTIFIERS | {"درصد"}
# Words for somebody of whom a relative clause may tell more.
RELATED = QUANTIFIERS | {"یک", "فردی"}
# Words that end a plain noun phrase because another begins.
STARTS = QUANTIFIERS | (CONNECTIVES - {"و"})
# Prepositions that «در این …» makes an adverb: «در این میان وزیر نیرو گفت».
AMONG = frozenset({"میان", "بین"})
# The agent of a passive verb and the owner of a message: «از سوی وزیر اعلام شد», «در پیام رئیس‌جمهور آمده است».
AGENT_SIGNS = ("ازسوی", "ازجانب", "ازطرف", "نقلاز")


def subject(reading: Reading, mentions: Mentions, cue: Cue, clause: Range) -> Found | None:
    """The mention that is the subject of a cue's clause, or None where the subject is dropped.

    Args:
        reading: The report in words.
        mentions: Its mentions.
        cue: The reporting expression.
        clause: Where the subject may stand: from the beginning of the sentence proper to the cue.
    """
    best: Found | None = None
    best_score = 0.0
    for mention in mentions.within(clause):
        agent = cue.passive or (cue.strength == "text" and _agent_score(reading, mention) > 1.0)
        score = _agent_score(reading, mention) if agent else _score(reading, mention, clause, cue)
        if score > best_score:
            best, best_score = mention, score
    if best is None:
        return None if cue.passive else _plain_subject(reading, mentions, clause)
    return _joint(reading, mentions, best, clause) if cue.features and cue.features.plural else best


def _joint(reading: Reading, mentions: Mentions, first: Found, clause: Range) -> Found:
    """Two who speak together, where the verb is in the plural: «X و Y گفتند»."""
    second = mentions.at(first.range.last + 1) if reading.key(first.range.last) == "و" else None
    if second is None or second.range.last > clause.last or not (first.personal and second.personal):
        return first
    return Found(
        Range(first.range.first, second.range.last),
        Range(first.core.first, second.core.last),
        parts=(first, second),
    )


def _plain_subject(reading: Reading, mentions: Mentions, clause: Range) -> Found | None:
    """A noun phrase at the head of a clause that no list knows («برخی منابع آگاه», «این ائتلاف», «تظاهرکنندگان»)."""
    first = clause.first
    while first < clause.last and (reading.keys[first] in CONNECTIVES or reading.is_quote(first)):
        first += 1
    end = first
    while end < min(clause.last, first + MAX_PLAIN) and _noun(reading, end, first):
        end += 1
    follows = "" if end == clause.last else reading.keys[end]
    related = follows == "که" and reading.keys[first] in RELATED  # «یکی از کاسبان که …، گفت»
    if follows and not related and follows not in PREPOSITIONS | CONNECTIVES | {"خطاب"}:
        return None
    while end > first and reading.is_quote(end - 1):
        end -= 1
    if follows == "در" and not UNNAMED.isdisjoint(reading.keys[first:end]):
        end = _seat_end(mentions, end, clause.last)
    words = Range(first, end)
    return Found(words, words) if end > first else None


def _seat_end(mentions: Mentions, index: int, last: int) -> int:
    """Where the institution ends of which an unnamed source is («یک منبع در سازمان ملل»), «در» standing at a word."""
    seat = mentions.at(index + 1)
    return seat.range.last if seat and seat.role and seat.range.last <= last else index


def _noun(reading: Reading, index: int, first: int) -> bool:
    """Whether a word can stand in a plain noun phrase that begins at `first`."""
    key = reading.keys[index]
    if key == "از":
        return index > first and reading.keys[index - 1] in PARTITIVES
    if index > first and (key in STARTS or key == "خطاب"):
        return False
    if key == "و":  # «رسانه‌های داخلی و جهانی»
        return index > first + 1 and all(reading.key(at).endswith("ی") for at in (index - 1, index + 1))
    if key in PREPOSITIONS or key in ("که", "را") or is_finite(key):
        return False
    return reading.words[index].kind in ("word", "latin", "number") or reading.is_quote(index)


def source_after(reading: Reading, mentions: Mentions, index: int, last: int) -> Found | None:
    """The mention that begins at a word («به گفته → وزیر نیرو»), marks of quotation passed over."""
    while index < last and reading.is_quote(index):
        index += 1
    return mentions.at(index)


def _score(reading: Reading, mention: Found, clause: Range, cue: Cue) -> float:
    """How well a mention serves as subject; what is not above nought cannot."""
    before = _before(reading, mention, clause)
    after = reading.key(mention.range.last)
    score = 0.5
    if before in ("start", "comma"):
        score += 2.0 if before == "start" else 1.0
    elif before == "preposition":
        score -= 3.0
    elif before == "word":
        score -= 0.4 if reading.keys[clause.first] in PREPOSITIONS | CONNECTIVES else 1.0
    if mention.name or mention.pronoun:
        score += 0.6
    elif mention.role and mention.role.kind == "country":
        score -= 0.5
    if after == "را":
        return -1.0
    if mention.role and mention.role.plural and cue.features and not cue.features.plural:
        score -= 2.0
    if mention.range.last == cue.range.first:
        score += 0.5
    return score


def _before(reading: Reading, mention: Found, clause: Range) -> str:
    """What stands before a mention: the `start` of its clause, a `comma`, a `preposition` or another `word`."""
    index = mention.range.first - 1
    while index >= clause.first and (
        reading.is_quote(index) or reading.keys[index] in CONNECTIVES or reading.keys[index] == "("
    ):
        index -= 1
    if index < clause.first:
        return "start"
    if reading.keys[index] in AMONG and reading.key(index - 1) in DEMONSTRATIVES:
        return "comma"
    if reading.keys[index] in PREPOSITIONS | RELAYS or reading.keys[index - 1 : index + 1] == ["از", "جمله"]:
        return "preposition"
    # «… کرد و علی کریمی گفت»: a new clause, whose subject is seldom a country that is only told of
    country = mention.role is not None and mention.role.kind == "country"
    clause_ended = is_finite(reading.keys[index]) and index < mention.range.first - 1 and not country
    if clause_ended or _relayed(reading, mention, index, clause):
        return "start"
    return "word" if reading.is_word(index) else "comma"


def _relayed(reading: Reading, mention: Found, index: int, clause: Range) -> bool:
    """Whether a name stands straight behind the outlet that relays it («به نقل از ایسنا علی کریمی گفت»)."""
    sources = range(max(clause.first, index - 4), index)
    return mention.name is not None and any(
        reading.keys[at] == "از" and reading.key(at - 1) in RELAYS for at in sources
    )


def _agent_score(reading: Reading, mention: Found) -> float:
    """How well a mention serves as the agent of a passive verb or the owner of a message."""
    first = mention.range.first
    sign = reading.key(first - 2) + reading.key(first - 1)
    if sign in AGENT_SIGNS or reading.key(first - 1) == "توسط":
        return 2.0
    return 1.0 if reading.key(first - 1) in MESSAGES else 0.0


def addressee(reading: Reading, mentions: Mentions, cue: Cue, clause: Range) -> Found | None:
    """The mention that says to whom: «به خبرنگاران گفت», «خطاب به دولت», «از شهروندان خواست»; None if nothing does."""
    if cue.kind != "verb":
        return None
    sign = "از" if cue.strength == "ask" else "به"
    for mention in reversed(mentions.within(clause)):
        before = mention.range.first - 1
        if reading.key(before) != sign or mention.pronoun:
            continue
        direct = mention.range.last == cue.range.first
        if direct or (sign == "به" and reading.key(before - 1) == "خطاب"):
            return mention
    return None
