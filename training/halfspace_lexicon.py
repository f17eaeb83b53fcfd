"""Count, in well-written sentences, what the half-space restorer knows.

    python training/halfspace_lexicon.py SENTENCES.txt

writes `halfspace_words.txt`, `halfspace_affixes.txt` and `plain_words.txt` into `src/dabir/script/data`. The
sentences are the training part of the Persian Universal Dependency Treebank (PerDT), one a line.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from dabir.script.letters import HALF_SPACE, fold
from dabir.script.lexicon import NON_JOINING, Lexicon
from dabir.script.verbs import finite
from dabir.script.words import tokens

DATA = Path(__file__).parents[1] / "src/dabir/script/data"
SOURCE = """\
# {what}
# Counted in the training sentences of the Persian Universal Dependency Treebank (Rasooli et al.,
# CC BY-SA 4.0) by training/halfspace_lexicon.py; single words only. This list is under CC BY-SA 4.0 too.
"""
MIN_TYPES, MIN_SHARE = 3, 0.8
MIN_PREFIX_TYPES = 8  # nouns stand first in compounds; what does so often is a prefix
MIN_PREFIX_SHARE = 0.9
FAMILY_NAMES = {"-زاده", "-نژاد", "-پور", "-خان", "-دوست"}  # «علیزاده» stays as its bearer writes it


class Counts:
    """How often words, and two words side by side, were met."""

    def __init__(self, sentences: list[str]) -> None:
        self.words: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        for sentence in sentences:
            words = [t.text if t.kind == "word" else "" for t in tokens(fold(sentence).text)]
            self.words.update(filter(None, words))
            self.pairs.update(pairwise(words))
        self.spaced: Counter[str] = Counter()
        for (first, second), count in self.pairs.items():
            self.spaced[(first + second).replace(HALF_SPACE, "")] += count

    def written(self) -> dict[str, tuple[str, int]]:
        """Of all words with half-spaces, the commonest writing by the letters alone, and its count."""
        best: dict[str, tuple[str, int]] = {}
        for word, count in sorted(self.words.items()):
            key = word.replace(HALF_SPACE, "")
            if key != word and count > best.get(key, ("", 0))[1]:
                best[key] = word, count
        return best


def misread(word: str, count: int, counts: Counts) -> bool:
    """Whether a word that lost its half-space is rather another: «کردهای» no «کرده‌ای», «بهنام» no «به‌نام»."""
    if word.startswith(f"به{HALF_SPACE}"):
        return True
    if not word.endswith(f"ه{HALF_SPACE}ای"):
        return False
    plurals = (word[:-4] + gap + ending for gap in ("", HALF_SPACE) for ending in ("ها", "های", "هایی"))
    return finite(word) is not None or sum(counts.words[plural] for plural in plurals) >= count


def affixes(counts: Counts, plain: frozenset[str]) -> dict[str, str]:
    """First («بی-») and last («-سازی») parts that regularly stand at a half-space.

    The value says where: "" for both, " joined" for words whose half-space was deleted, " spaced" for those
    where a space stands for it.
    """
    kinds, met = half_spaced(counts)
    common = frozenset(affix for affix, number in kinds.items() if number >= least(affix) and len(affix) > 2)
    joined, apart = joined_words(common, plain), apart_words(common, counts)
    result = {}
    for affix in sorted(common):
        is_joined = affix not in FAMILY_NAMES and kinds[affix] >= MIN_SHARE * (kinds[affix] + joined[affix])
        is_apart = met[affix] >= apart_share(affix) * (met[affix] + apart[affix])
        if is_joined or is_apart:
            result[affix] = "" if is_joined and is_apart else " joined" if is_joined else " spaced"
    return result


def least(affix: str) -> int:
    """How many words an affix must have been met in."""
    return MIN_TYPES if affix[0] == "-" else MIN_PREFIX_TYPES


def apart_share(affix: str) -> float:
    """In which share of its occurrences an affix must stand at a half-space rather than apart."""
    return MIN_SHARE if affix[0] == "-" else MIN_PREFIX_SHARE


def half_spaced(counts: Counts) -> tuple[Counter[str], Counter[str]]:
    """In how many words every affix stands at a half-space, and how often; verbs have their own rules."""
    kinds: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for word, count in counts.words.items():
        first, gap, rest = word.partition(HALF_SPACE)
        last = rest.rpartition(HALF_SPACE)[2]
        if gap and not first.endswith("می"):
            for affix in (f"-{last}", f"{first}-") if rest in counts.words else (f"-{last}",):
                kinds[affix] += 1
                met[affix] += count
    return kinds, met


def joined_words(common: frozenset[str], plain: frozenset[str]) -> Counter[str]:
    """For every affix, how many plain words are made of it and a plain word."""
    found: Counter[str] = Counter()
    for word in plain:
        for cut in range(2, len(word) - 1):
            first, last = word[:cut], word[cut:]
            if first[-1] not in NON_JOINING:
                found.update({f"-{last}"} & common if first in plain else ())
                found.update({f"{first}-"} & common if last in plain else ())
    return found


def apart_words(common: frozenset[str], counts: Counts) -> Counter[str]:
    """For every affix, how often it stands as a word of its own beside another."""
    found: Counter[str] = Counter()
    for (first, second), count in counts.pairs.items():
        for affix in {f"-{second}", f"{first}-"} & common if first and second else ():
            found[affix] += count
    return found


def lists(counts: Counts) -> dict[str, list[str]]:
    """The lines of the three files."""
    written = counts.written()
    only: dict[str, str] = {}
    for key, (_, count) in written.items():
        joined, spaced = count > counts.words[key], count > counts.spaced[key]
        joined = joined and not misread(written[key][0], count, counts)
        if joined or spaced:
            only[key] = "" if joined and spaced else " joined" if joined else " spaced"
    plain = frozenset(w for w in counts.words if HALF_SPACE not in w and only.get(w, " spaced") == " spaced")
    ends = affixes(counts, plain)
    common = frozenset(word for word in plain if counts.words[word] > 1)
    rules = Lexicon({}, {}, common, *sets(ends))
    exceptions = {word for word in plain if rules.mend(word) != word}
    words = [
        written[key][0] + flag for key, flag in only.items() if not follows(rules, written[key][0], flag)
    ]
    return {
        "halfspace_words.txt": sorted(words),
        "halfspace_affixes.txt": [end + flag for end, flag in ends.items()],
        "plain_words.txt": sorted(common | exceptions),
    }


def sets(ends: dict[str, str]) -> Iterator[frozenset[str]]:
    """The affixes as the lexicon takes them."""
    for other in (" spaced", " joined"):
        yield frozenset(end[1:] for end, flag in ends.items() if end[0] == "-" and flag != other)
        yield frozenset(end[:-1] for end, flag in ends.items() if end[-1] == "-" and flag != other)


def follows(rules: Lexicon, word: str, flag: str) -> bool:
    """Whether the rules mend a word by themselves, joined and spaced."""
    if flag or rules.mend(word.replace(HALF_SPACE, "")) != word:
        return False
    parts = word.split(HALF_SPACE)
    whole: str | None = parts[0]
    for part in parts[1:]:
        whole = rules.merge(whole, part) if whole else None
    return whole == word


TITLES = {
    "halfspace_words.txt": "Words written with half-spaces; «joined», «spaced»: mended only when met so.",
    "halfspace_affixes.txt": "First and last parts of words that stand at a half-space.",
    "plain_words.txt": "Words written without a half-space.",
}


def main() -> None:
    """Write the lists."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sentences = Path(sys.argv[1]).read_text("utf-8").splitlines()
    for name, lines in lists(Counts(sentences)).items():
        text = SOURCE.format(what=TITLES[name]) + "".join(line + "\n" for line in lines)
        (DATA / name).write_text(text, "utf-8")
        print(f"{name}: {len(lines)} words, {len(text.encode()) // 1024} KB")


if __name__ == "__main__":
    main()
