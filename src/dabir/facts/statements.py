"""Statements as the record holds them: contents, cues and speakers turned into spans of the original text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dabir.facts.actors import actor_of
from dabir.facts.cues import Cue
from dabir.facts.drafts import Draft
from dabir.facts.lexicon import country_name
from dabir.facts.mentions import Found
from dabir.facts.name_words import SIR, is_knighted
from dabir.facts.parties import Attribution, Organ, Speaker, called
from dabir.facts.people import People, Somebody, fullest_role
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import DEMONSTRATIVES
from dabir.record import Act, Mention, MentionKind, Party, PartyKind, Person, Span, Statement

CUE_TRUST: Mapping[str, float] = {"say": 0.97, "weak": 0.9, "view": 0.85, "ask": 0.85, "text": 0.85}


def people_of_record(reading: Reading, people: People) -> dict[int, Person]:
    """The people as the record shows them, by the identity of the person they were read from."""
    return {id(person): _person(reading, person, f"p{number}") for number, person in enumerate(people.all, 1)}


def _person(reading: Reading, person: Somebody, key: str) -> Person:
    role = fullest_role(reading, person.roles)
    country = next((known.country for known in person.roles if known.country), None)
    actor = actor_of(reading, [role] if role else [])
    return Person(
        id=key,
        name=name_text(reading, person.name),
        role=_plain(reading, role.range) if role else "",
        country=country,
        **actor._asdict(),
        mentions=_mentions(reading, person.mentions),
    )


def parties_of_record(reading: Reading, organs: Sequence[Organ]) -> dict[int, Party]:
    """The speakers without a personal name as the record shows them."""
    return {id(organ): _party(reading, organ, f"o{number}") for number, organ in enumerate(organs, 1)}


def _party(reading: Reading, organ: Organ, key: str) -> Party:
    kinds: Mapping[str, PartyKind] = {"post": "post", "outlet": "outlet"}
    kind = kinds.get(organ.role.kind, "institution") if organ.role else "institution"
    if organ.members:
        kind = "group"
    country = organ.role.country if organ.role else None
    actor = actor_of(reading, [organ.role] if organ.role else [], organ.name)
    mentions = _mentions(reading, organ.mentions)
    return Party(key, kind, party_text(reading, organ), country, mentions, *actor)


def party_text(reading: Reading, organ: Organ) -> str:
    """A party's name; a capital or a palace that speaks is the country whose government it stands for."""
    if organ.members:
        return " و ".join(_speaker_text(reading, member) for member in organ.members)
    if organ.role and organ.role.kind == "country" and organ.role.country:
        return country_name(organ.role.country)
    return _plain(reading, called(reading, organ.name, organ.role))


def _speaker_text(reading: Reading, speaker: Speaker) -> str:
    return name_text(reading, speaker.name) if isinstance(speaker, Somebody) else party_text(reading, speaker)


def name_text(reading: Reading, words: Range) -> str:
    """A name in mended writing, its spaces single, without the title that is written onto it («سرالکس»)."""
    text = " ".join(reading.words[index].text for index in range(*words))
    knighted = words.last - words.first > 1 and is_knighted(reading.keys[words.first])
    return text.removeprefix(SIR).lstrip("\u200c") if knighted else text


def _plain(reading: Reading, words: Range) -> str:
    """A phrase in mended writing, without «این» or «یک» before it."""
    first = words.first
    while first < words.last - 1 and reading.keys[first] in DEMONSTRATIVES | {"یک"}:
        first += 1
    return " ".join(reading.text(Range(first, words.last)).split())


def _mentions(reading: Reading, found: Sequence[Found]) -> tuple[Mention, ...]:
    ordered = sorted({mention.core: mention for mention in found}.items())
    return tuple(_mention(reading, mention) for _, mention in ordered)


def _mention(reading: Reading, mention: Found) -> Mention:
    kind: MentionKind = "pronoun" if mention.pronoun else "post"
    if mention.name:
        kind = "name" if mention.name.full else "short"
    elif mention.role and mention.role.kind != "post":
        kind = "name"
    span = reading.span(mention.core)
    return Mention(span.start, span.end, span.text, kind)


def statements_of_record(
    reading: Reading,
    drafts: Sequence[Draft],
    attributions: Sequence[Attribution],
    known: Mapping[int, Person | Party],
    acts: Sequence[Act],
) -> tuple[Statement, ...]:
    """The statements in the order of their contents, with spans of the original text."""
    keys = {id(draft): f"s{number}" for number, draft in enumerate(drafts, 1)}
    return tuple(
        _statement(reading, draft, attribution, known, keys, act)
        for draft, attribution, act in zip(drafts, attributions, acts, strict=True)
    )


def _statement(
    reading: Reading,
    draft: Draft,
    attribution: Attribution,
    known: Mapping[int, Person | Party],
    keys: Mapping[int, str],
    act: Act,
) -> Statement:
    content = reading.span(draft.content)
    speaker = known.get(id(attribution.speaker)) if attribution.speaker is not None else None
    return Statement(
        id=keys[id(draft)],
        start=content.start,
        end=content.end,
        text=content.text,
        speaker=speaker.name if speaker else "",
        speaker_id=speaker.id if speaker else None,
        cue=_cue_span(reading, draft.cue),
        mention=reading.span(draft.mention.core) if draft.mention else None,
        addressee=reading.span(draft.addressee.range) if draft.addressee else None,
        form=draft.form,
        act=act,
        within=keys.get(id(draft.parent)) if draft.parent else None,
        confidence=round(_trust(draft, attribution), 3),
    )


def _cue_span(reading: Reading, cue: Cue | None) -> Span | None:
    return reading.span(cue.range) if cue else None


def _trust(draft: Draft, attribution: Attribution) -> float:
    cue = CUE_TRUST[draft.cue.strength] if draft.cue else 0.8
    return cue * attribution.confidence * (0.85 if draft.parent else 1.0)
