"""Query: what a user asks of the archive, from text to a syntax tree.

Words are looked for in all their forms, and all of them must be there. «…» and "…" hold words that stand side by side, and a
star ends the beginning of a word. AND, OR, NOT (also &&, |, -) and brackets join; «و» and «یا» are words as others. A field
asks for a part of the record: speaker, about, agency, desk, place, type, act, after, before, on, or the same in Persian
(گوینده، درباره، خبرگزاری، گروه، جا، نوع، کنش، از، تا، روز), with a colon and a word, a phrase in quotes, words joined by
«_», or a choice in brackets. Days are given in either calendar, and as «1397..1398»; `after` and `before` take in the day,
month or year that they name.

What can be read is read, whatever it looks like; only a field's value can be wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from dabir.archive.finding.days import stretch
from dabir.archive.finding.lexer import DAYS, Kind, Token, field_value, is_field, lexed
from dabir.archive.finding.syntax import (
    And,
    Between,
    Everything,
    Field,
    Node,
    Not,
    Or,
    Phrase,
    Word,
    plain_text,
    positive_keys,
    telling_keys,
)
from dabir.archive.words.analysis import Term, search_keys, terms
from dabir.archive.words.inflection import plain

__all__ = [
    "And",
    "Between",
    "Everything",
    "Field",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "QueryError",
    "Word",
    "parsed",
    "plain_text",
    "positive_keys",
    "telling_keys",
]

_LONGEST = 10_000  # characters of a query
_DEEPEST = 40  # brackets within brackets
_EXAMPLES = {"type": "CONSULT", "act": "promise", **dict.fromkeys(DAYS, "1397")}
_WHAT = {"type": "type of event", "act": "act of a statement"}


class QueryError(ValueError):
    """A query asks a field for something that there is not.

    Attributes:
        kind: What is wrong, for who tells it in another language: «long», «deep», «empty» (a field without a value),
            «day» (none), «order» (of two days) or «value» (none that the field has).
        facts: What the sentence names: the `field`, what was `written`, an `example`, a number of `letters` …
    """

    def __init__(self, reason: str, kind: str, **facts: str | int) -> None:
        """Tell it in a sentence."""
        super().__init__(reason)
        self.kind, self.facts = kind, facts


def parsed(text: str) -> Node:
    """The syntax tree of a query.

    Raises:
        QueryError: A field has no value, or one that there is not (a day, a type of event, an act); or the
            query is too long, or its brackets nest too deep.
    """
    if len(text) > _LONGEST:
        raise QueryError(
            f"The query has {len(text)} characters; shorten it to {_LONGEST}.",
            "long",
            letters=len(text),
            most=_LONGEST,
        )
    return _read(text)


@lru_cache(maxsize=1 << 10)
def _read(text: str) -> Node:
    """The tree of a query: a page that tells what each of its parts lets through reads many, again and again."""
    return _Parser(list(lexed(text))).parsed()


class _Parser:
    """Reads the parts of one query, by recursive descent; `field` is the field in whose brackets they stand."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens, self.at = tokens, 0

    def parsed(self) -> Node:
        return self.alternatives("", 0) or Everything()

    def kind(self) -> Kind | None:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else None

    def takes(self, kind: Kind) -> bool:
        """Whether the next part is of a kind; it is passed, then."""
        if self.kind() != kind:
            return False
        self.at += 1
        return True

    def alternatives(self, field: str, depth: int) -> Node | None:
        """What stands between brackets or in the whole query."""
        found = [self.row(field, depth)]
        while self.takes("or"):
            found.append(self.row(field, depth))
        return _joined(Or, [node for node in found if node])

    def row(self, field: str, depth: int) -> Node | None:
        """What must all be there; a closing bracket that closes nothing is passed over."""
        found: list[Node] = []
        while (kind := self.kind()) and kind != "or" and not (kind == ")" and depth):
            if kind in ("and", ")"):
                self.at += 1
            else:
                found += self.factor(field, depth)
        return _joined(And, found)

    def factor(self, field: str, depth: int) -> list[Node]:
        """The next part, and more words if more stand in a row; a NOT holds for the first."""
        negative = False
        while self.takes("not"):
            negative = not negative
        found = self.operand(field, depth)
        if negative and found:
            found[0] = found[0].part if isinstance(found[0], Not) else Not(found[0])
        return found

    def operand(self, field: str, depth: int) -> list[Node]:
        kind = self.kind()
        if kind in (None, "and", "or", ")"):
            return []  # an operator without anything to join
        token = self.tokens[self.at]
        self.at += 1
        if kind == "(":
            return self.group(field, depth + 1)
        if kind == "field" and not token.text and self.takes("("):
            return self.group(token.name, depth + 1) or [_of_field(token.name, "")]
        if kind == "field" or field:
            return [_of_field(token.name or field, token.text)]
        return _of_text(token)

    def group(self, field: str, depth: int) -> list[Node]:
        if depth > _DEEPEST:
            raise QueryError(
                f"The query nests brackets more than {_DEEPEST} deep; take some away.", "deep", most=_DEEPEST
            )
        found = self.alternatives(field, depth)
        self.takes(")")
        return [found] if found else []


def _joined(kind: type[And] | type[Or], parts: Sequence[Node]) -> Node | None:
    """Several parts as one, those of the same kind among them opened."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,))]
    return kind(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def _of_text(token: Token) -> list[Node]:
    """The words, the phrase or the beginning of a word that a part of a query is; none if it has no letter."""
    if token.kind == "words":
        return [_word(token.text, found) for found in _by_word(token.text)]
    found = terms(token.text)
    if not found:
        return []
    if token.kind == "phrase":
        return [Phrase(tuple(term.key for term in found), token.text)]
    *before, last = found
    keys = (*(term.key for term in before), _beginning(token.text[last.start : last.end], last.key))
    return [Word(keys, prefix=True, text=_safe(token.text[found[0].start : last.end]))]


def _by_word(text: str) -> list[list[Term]]:
    """The terms of words in a row, word by word: written words that have a term in common are one («می شود»)."""
    found: list[list[Term]] = []
    end = -1  # of the written word in which the last term ends
    for term in terms(text):
        if term.start < end:
            found[-1].append(term)
        else:
            found.append([term])
        if term.end > end:
            space = text.find(" ", term.end)
            end = space if space >= 0 else len(text)
    return found


def _word(text: str, found: Sequence[Term]) -> Word:
    return Word(tuple(term.key for term in found), text=_safe(text[found[0].start : found[-1].end]))


def _safe(word: str) -> str:
    """A word, written so that it cannot be read as an operator or a field."""
    if word in ("AND", "OR", "NOT"):
        return word.lower()
    return word.replace(":", "\u200c").replace("：", "\u200c") if is_field(word) else word


def _beginning(written: str, key: str) -> str:
    """With what the keys begin that are meant by the beginning of a word: with what it has in common with its own key."""
    letters = plain(written.casefold())
    ends = range(len(letters), 0, -1)
    shared = next((letters[:end] for end in ends if key.startswith(letters[:end])), "")
    return shared if len(shared) > 1 or shared == letters else key


def _of_field(name: str, written: str) -> Node:
    """What a field asks.

    Raises:
        QueryError: The value is missing, or there is none such.
    """
    written = field_value(name, written)  # in brackets it may be a phrase
    if not written:
        example = _EXAMPLES.get(name, "ظریف")
        raise QueryError(
            f"{name}: stands without a value; write one behind the colon, as in {name}:{example}.",
            "empty",
            field=name,
            example=example,
        )
    if name in DAYS:
        return _of_days(name, written)
    keys = tuple(search_keys(written))
    return Field(name, _listed(name, written, keys)) if name in _WHAT else Field(name, written, keys)


def _of_days(name: str, written: str) -> Between:
    first, dots, last = written.partition("..")
    if name != "on" or not dots:
        days = stretch(written)
        if days is None:
            raise _no_day(name, written)
        return Between(
            None if name == "before" else days.first,
            None if name == "after" else days.last,
        )
    ends = [stretch(end) for end in (first, last)]
    if any(end and not days for end, days in zip((first, last), ends, strict=True)) or not any(ends):
        raise _no_day(name, written)
    start, stop = ends[0] and ends[0].first, ends[1] and ends[1].last
    if start and stop and start > stop:
        raise QueryError(
            f"{name}:{written} ends before it begins; write the earlier day first.",
            "order",
            field=name,
            written=written,
        )
    return Between(start, stop)


def _no_day(name: str, written: str) -> QueryError:
    return QueryError(
        f"{name}:{written} names no day; write a year, a month or a day, as in 1397, 1397-01, 1397/01/27, 2018-04-16 or"
        f" «فروردین ۱۳۹۷».",
        "day",
        field=name,
        written=written,
    )


def _listed(name: str, written: str, keys: tuple[str, ...]) -> str:
    values = _values(name)
    if keys not in values:
        known = ", ".join(dict.fromkeys(values.values()))
        raise QueryError(
            f"{name}:{written} is no {_WHAT[name]}; write one of {known}, or its Persian name.",
            "value",
            field=name,
            written=written,
            known=known,
        )
    return values[keys]


@cache
def _values(name: str) -> dict[tuple[str, ...], str]:
    """The values of a field that has a list of them, by the keys of their names (`data/field_values.tsv`)."""
    text = files("dabir.archive").joinpath("data", "field_values.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {
        tuple(search_keys(spelled)): value
        for field, value, names in rows
        if field == name
        for spelled in (value, *names.split("|"))
    }
