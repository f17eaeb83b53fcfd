"""The time expressions of a report, worked out against its publication time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.times.grammar import expressions
from dabir.facts.times.lexicon import items
from dabir.facts.times.values import TODAY, Anchor, Day, Length, Meaning, Vague, Value, in_gregorian, resolve
from dabir.facts.words import CHILDREN, LASTING, NAMING, OLDER, WORLDS, is_finite
from dabir.record import Time
from dabir.script.verbs import verb_groups

# Tenses of what is to come: news writes «برگزار می‌شود» for what has a date.
AHEAD = frozenset({"future", "present", "subjunctive"})


# Younger things than this are rather plans than people.
YOUNGEST = 11
ERA = "میلادی"
# How a word ends that compares («بیش از گذشته», «بهتر از گذشته»).
COMPARING = ("بیش", "تر")
# A weekday that is a capital, too.
DUSHANBE, TAJIKISTAN = "دوشنبه", "تاجیکستان"
# How far before its unit the number of a rate may stand («۷ میلیون متر مکعب در سال»), and words behind a rate.
FAR = 5
BEHIND_RATES = frozenset({"تولید", "مصرف", "و", "را", "به", "که", "خواهد", "از", "تا", "با", "در"})
# What is told of no day, but of an attack that is known by it.
ATTACKS = frozenset(
    {"حوادث", "حادثه", "حملات", "حمله", "حملههای", "واقعه", "وقایع", "رویداد", "رویدادهای", "فاجعه"}
)
KNOWN_DAYS = frozenset({Day("gregorian", None, 9, 11)})
# Years that are no calendar years.
TAUGHT = frozenset({"تحصیلی", "زراعی"})
# What minutes of a match are followed by.
PLAYED = frozenset({"بازی", "مسابقه", "اول", "دوم", "ابتدایی", "پایانی", "آخر", "نخست", "وقت"})


@dataclass(frozen=True, slots=True)
class When:
    """A time expression in words: where it stands, what it means, and the value it was found to have."""

    range: Range
    meaning: Meaning
    value: Value


def find_times(reading: Reading, contents: Sequence[Range] = ()) -> list[When]:
    """Every time expression of a report, in order.

    Args:
        reading: The report in words.
        contents: What is said in it: there «امروز» with a present tense is these days, not this day.
    """
    return list(_Search(reading, contents).all())


class _Search:
    """The search through one report."""

    def __init__(self, reading: Reading, contents: Sequence[Range]) -> None:
        self.reading, self.contents = reading, contents
        text = reading.report.header.published
        self.published = date.fromisoformat(text[:10]) if text else None

    def all(self) -> Iterator[When]:
        """Every expression, in order."""
        for paragraph in self.reading.paragraphs:
            if paragraph.kind in ("sign_off", "credit"):
                continue
            signs = list(items(self.reading, paragraph.range))
            for piece in expressions(signs):
                words = Range(signs[piece.first].range.first, signs[piece.last - 1].range.last)
                if piece.role == "rate" and not self._is_rate(words):
                    continue
                if not (self._is_other(words, piece.meaning) or self._is_age(words, piece.meaning)):
                    yield from self._resolved(piece.meaning, words)

    def _resolved(self, meaning: Meaning, words: Range) -> Iterator[When]:
        tense = self._tense(words)
        ahead = tense in AHEAD or "قرار" in self._clause(words)
        worldly = self.reading.key(words.first - 1) in WORLDS
        alone = words.last == words.first + 1
        if meaning == TODAY and alone and (worldly or (tense == "present" and self._is_said(words))):
            meaning = Vague("PRESENT_REF")
        if self._in_era(words):
            meaning = in_gregorian(meaning)
        try:
            yield When(words, meaning, resolve(meaning, Anchor(self.published, ahead)))
        except (ValueError, OverflowError):  # no such day: these are other numbers
            return

    def _sentence(self, words: Range) -> Range:
        return self.reading.sentences[self.reading.sentence_of[words.first]]

    def _clause(self, words: Range) -> Sequence[str]:
        return self.reading.keys[self._sentence(words).first : words.last + 6]

    def _tense(self, words: Range) -> str:
        """The tense of the verb behind an expression; "" where the sentence has none."""
        rest = slice(words.last, self._sentence(words).last)
        groups = verb_groups(self.reading.words[rest], self.reading.keys[rest])
        return next((group.features.tense for group in groups), "")

    def _is_said(self, words: Range) -> bool:
        return any(content.first <= words.first < content.last for content in self.contents)

    def _in_era(self, words: Range) -> bool:
        sentence = self._sentence(words)
        return ERA in self.reading.vocabulary and ERA in self.reading.keys[sentence.first : sentence.last]

    def _is_rate(self, words: Range) -> bool:
        """Whether a bare unit says in how long: «۱۲ میلیون تن در سال», but not «۱۲ نفر در روز حادثه»."""
        before = self.reading.words[max(0, words.first - 1 - FAR) : words.first - 1]
        after = self.reading.key(words.last)
        return (
            self.reading.key(words.first - 1) == "در"
            and any(word.kind == "number" for word in before)
            and (not self.reading.is_word(words.last) or after in BEHIND_RATES or is_finite(after))
        )

    def _is_other(self, words: Range, meaning: Meaning) -> bool:
        """Whether what looks like a time is a name («میدان ۷ تیر»), a comparison («بیش از گذشته»), or a part of a match."""
        before = self.reading.key(words.first - 1)
        compared = self.reading.keys[words.first] == "از" and before.endswith(COMPARING)
        played = self.reading.keys[words.last - 1] == "دقیقه" and self.reading.key(words.last) in PLAYED
        taught = self.reading.keys[words.last - 1] == "سال" and self.reading.key(words.last) in TAUGHT
        city = (
            before == "در"
            and self.reading.keys[words.first] == DUSHANBE
            and TAJIKISTAN in self.reading.vocabulary
        )
        known = before in ATTACKS and meaning in KNOWN_DAYS
        return before in NAMING or compared or played or taught or city or known

    def _is_age(self, words: Range, meaning: Meaning) -> bool:
        """Whether a length is how old somebody is («۳۰ ساله», «بالای ۵۰ سال»)."""
        if not isinstance(meaning, Length) or not meaning.period.endswith("Y"):
            return False
        before = self.reading.key(words.first - 1)
        behind = self.reading.keys[words.last : words.last + 4]
        if before in OLDER or "سن" in behind[:1] or ("سن" in behind and behind[:1] == ["و"]):
            return True
        years = meaning.period[1:-1]
        if not (years.isdecimal() and self.reading.keys[words.last - 1].endswith("ساله")):
            return False
        if before in CHILDREN or int(years) < YOUNGEST:
            return before in CHILDREN
        return LASTING.isdisjoint((before, self.reading.key(words.first - 2)))


def times_of_record(reading: Reading, found: Sequence[When]) -> tuple[Time, ...]:
    """The times as the record shows them, in spans of the original text."""
    return tuple(_time(reading, when, f"t{number}") for number, when in enumerate(found, 1))


def _time(reading: Reading, when: When, key: str) -> Time:
    span, value = reading.span(when.range), when.value
    return Time(
        span.start,
        span.end,
        span.text,
        key,
        value.type,
        value.value,
        value.interval,
        value.jalali,
        value.unresolved,
    )
