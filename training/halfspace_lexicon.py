"""Count, in well-written sentences, what the half-space restorer knows.

    python training/halfspace_lexicon.py SENTENCES.txt

writes `halfspace_words.txt`, `halfspace_suffixes.txt` and `plain_words.txt` into `src/dabir/script/data`. The
sentences are the training part of the Persian Universal Dependency Treebank (PerDT), one a line.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from dabir.script.halfspace import NON_JOINING, Lexicon
from dabir.script.letters import HALF_SPACE, fold
from dabir.script.words import tokens

DATA = Path(__file__).parents[1] / "src/dabir/script/data"
SOURCE = """\
# {what}
# Counted in the training sentences of the Persian Universal Dependency Treebank (Rasooli et al.,
# CC BY-SA 4.0) by training/halfspace_lexicon.py; single words only. This list is under CC BY-SA 4.0 too.
"""
MIN_TYPES, MIN_SHARE = 3, 0.8


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


def suffixes(counts: Counts, plain: frozenset[str]) -> dict[str, str]:
    """Last parts that regularly stand after a half-space; the value says where ("", " joined", " spaced")."""
    types: Counter[str] = Counter()
    tokens_with: Counter[str] = Counter()
    for word, count in counts.words.items():
        if HALF_SPACE in word:
            last = word.rpartition(HALF_SPACE)[2]
            types[last] += 1
            tokens_with[last] += count
    common = {last for last, number in types.items() if number >= MIN_TYPES and len(last) > 1}
    joined = against_joined(common, plain)
    apart: Counter[str] = Counter()
    for (first, second), count in counts.pairs.items():
        if second in common and first and first[-1] not in NON_JOINING:
            apart[second] += count
    result = {}
    for last in sorted(common):
        is_joined = types[last] >= MIN_SHARE * (types[last] + joined[last])
        is_apart = tokens_with[last] >= MIN_SHARE * (tokens_with[last] + apart[last])
        if is_joined or is_apart:
            result[last] = "" if is_joined and is_apart else " joined" if is_joined else " spaced"
    return result


def against_joined(common: set[str], plain: frozenset[str]) -> Counter[str]:
    """For every suffix, how many plain words end in it after another plain word."""
    found: Counter[str] = Counter()
    for word in plain:
        for cut in range(2, len(word) - 1):
            if word[cut:] in common and word[:cut] in plain and word[cut - 1] not in NON_JOINING:
                found[word[cut:]] += 1
    return found


def lists(counts: Counts) -> dict[str, list[str]]:
    """The lines of the three files."""
    written = counts.written()
    only: dict[str, str] = {}
    for key, (_, count) in written.items():
        joined, spaced = count > counts.words[key], count > counts.spaced[key]
        if joined or spaced:
            only[key] = "" if joined and spaced else " joined" if joined else " spaced"
    plain = frozenset(w for w in counts.words if HALF_SPACE not in w and only.get(w, " spaced") == " spaced")
    ends = suffixes(counts, plain)
    common = frozenset(word for word in plain if counts.words[word] > 1)
    rules = Lexicon(
        plain=common,
        suffixes=frozenset(end for end, flag in ends.items() if flag != " spaced"),
        apart=frozenset(end for end, flag in ends.items() if flag != " joined"),
    )
    exceptions = {word for word in plain if rules.mend(word) != word}
    words = [
        written[key][0] + flag for key, flag in only.items() if not follows(rules, written[key][0], flag)
    ]
    return {
        "halfspace_words.txt": sorted(words),
        "halfspace_suffixes.txt": [end + flag for end, flag in ends.items()],
        "plain_words.txt": sorted(common | exceptions),
    }


def follows(rules: Lexicon, word: str, flag: str) -> bool:
    """Whether the rules mend a word by themselves, joined and spaced."""
    if flag or rules.mend(word.replace(HALF_SPACE, "")) != word:
        return False
    parts = word.split(HALF_SPACE)
    whole: str | None = parts[0]
    for part in parts[1:]:
        whole = rules.merge(whole, part) if whole else None
    return whole == word


TITLES = defaultdict(
    str,
    {
        "halfspace_words.txt": "Words written with half-spaces; «joined», «spaced»: mended only when met so.",
        "halfspace_suffixes.txt": "Last parts of words that stand after a half-space.",
        "plain_words.txt": "Words written without a half-space.",
    },
)


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
