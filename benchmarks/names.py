"""How well names are found: `python benchmarks/names.py [SHARED]`.

Prints the F1 of exact entities of the shipped model on the PEYMA test set (its seven classes; and people, places and
organisations by themselves), and on the ARMAN test set of fold 1, from which nothing is learnt and whose classes are
drawn elsewhere: people, and places and organisations as far as the two agree. Each sentence is read by itself.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dabir.model.reading import load
from dabir.model.tagger import Words
from dabir.script.letters import HALF_SPACE

SHARED = Path(__file__).parents[2] / "shared"
PEYMA = ("PER", "ORG", "LOC", "DAT", "TIM", "MON", "PCT")
ARMAN = {"pers": "PER", "loc": "LOC", "org": "ORG"}
MAIN = ("PER", "LOC", "ORG")

Entity = tuple[int, int, int, str]


def main() -> None:
    """Measure and print."""
    data = (Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED) / "data"
    if not data.exists():
        sys.exit(f"{data} is not here: name the folder that holds data/peyma and data/arman")
    peyma = list(_sentences(data / "peyma/test.txt", "|"))
    _print("PEYMA test", _compared(peyma, {name: name for name in PEYMA}), PEYMA)
    seen = {tuple(word for word, _ in each) for each in _sentences(data / "peyma/train.txt", "|")}
    unseen = [each for each in peyma if tuple(word for word, _ in each) not in seen]
    count = len(peyma) - len(unseen)
    _print(f"PEYMA test but for {count} sentences of train", _compared(unseen, {n: n for n in PEYMA}), PEYMA)
    arman = list(_sentences(data / "arman/test_fold1.txt", " "))
    _print("ARMAN test, fold 1", _compared(arman, ARMAN), MAIN)


def _sentences(path: Path, separator: str) -> Iterator[list[tuple[str, str]]]:
    """Words with their tags."""
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        word, _, tag = line.strip().rpartition(separator)
        if word.strip():
            sentence.append((word.strip().replace(" ", HALF_SPACE), tag.replace("_", "-")))
        elif sentence:
            yield sentence
            sentence = []


def _compared(
    sentences: Sequence[Sequence[tuple[str, str]]], classes: Mapping[str, str]
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Entities by class: found and right, found, wanted."""
    tagger = load()
    texts = [Words([word for word, _ in each], [range(len(each))]) for each in sentences]
    gold = {entity for n, each in enumerate(sentences) for entity in _wanted(n, each, classes)}
    kept = set(classes.values())
    found = {
        (number, span.first, span.last, span.name)
        for number, tags in enumerate(tagger.tag(texts))
        for span in tags.of("names")
        if span.name in kept
    }
    return _by_class(found & gold), _by_class(found), _by_class(gold)


def _wanted(number: int, sentence: Iterable[tuple[str, str]], classes: Mapping[str, str]) -> Iterator[Entity]:
    """The entities of a sentence, from tags of the IOB scheme."""
    open_: tuple[int, str] | None = None
    for index, (_, tag) in enumerate([*sentence, ("", "O")]):
        place, _, name = tag.partition("-")
        if open_ is not None and (place != "I" or name != open_[1]):
            if open_[1] in classes:
                yield number, open_[0], index, classes[open_[1]]
            open_ = None
        if place == "B" or (place == "I" and open_ is None):
            open_ = (index, name)


def _by_class(entities: Iterable[Entity]) -> Counter[str]:
    return Counter(name for *_, name in entities)


def _print(
    title: str, counts: tuple[Counter[str], Counter[str], Counter[str]], classes: Sequence[str]
) -> None:
    print(title)
    rows = [(name, (name,)) for name in classes]
    for label, names in [*rows, ("PER LOC ORG", MAIN), ("all", tuple(classes))]:
        right, found, wanted = (sum(count[name] for name in names) for count in counts)
        precision, recall = right / max(1, found), right / max(1, wanted)
        print(f"  {label:12} P {precision:.3f}  R {recall:.3f}  F1 {2 * right / max(1, found + wanted):.3f}")


if __name__ == "__main__":
    main()
