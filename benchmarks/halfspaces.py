"""Half-space restoration beside other libraries: `python benchmarks/halfspaces.py [PYTHON]`.

PYTHON is the interpreter of an environment with hazm, rishe and Parsivar (`pip install hazm rishe parsivar`); without
one, Dabir is measured alone. Every library restores, cuts into sentences and into words the same 300 reports of
../shared/data/fars that the restorer has not learnt from, each in a process of its own, in turns; the best of three
turns counts. The reports are taken as they were crawled, with all half-spaces deleted, and restored. Dabir takes them
one by one, and again together (`dabir.restore_all`), as the reader does.

Then texts that are made to be hard are restored at growing lengths: the time for a letter must not grow.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from zlib import crc32

from dabir import restore, restore_all
from dabir.script.sentences import sentences
from dabir.script.words import tokens

FARS = Path(__file__).parents[2] / "shared/data/fars"
REPORTS, TURNS, TOGETHER = 300, 3, 100
HARD = {
    "endings": "کشور ها ",
    "halves of words": "دان شگاه ",
    "a verb without end": "می",
    "half-spaces": "ها\u200c",
    "spaces": " ",
    "verse": "شب از کنار پنجره آرام می گذشت / باران به روی کوچه گمنام می گذشت\n",
    "angles": "<",
    "an address": "a",
    "words of one letter": "ا ب ",
}
_TIMED = """
import json, sys, time
texts = json.load(sys.stdin)
read("او می شود. کتابها")
start = time.perf_counter()
for text in texts:
    read(text)
print(time.perf_counter() - start)
"""
PEERS = {
    "hazm": """
from hazm import Normalizer, SentenceTokenizer, WordTokenizer
normalizer, cut, words = Normalizer(), SentenceTokenizer(), WordTokenizer()
def read(text):
    for sentence in cut.tokenize(normalizer.normalize(text)):
        words.tokenize(sentence)
""",
    "rishe": """
from rishe import Normalizer, SentenceTokenizer, WordTokenizer
normalizer, cut, words = Normalizer(), SentenceTokenizer(), WordTokenizer()
def read(text):
    for sentence in cut.tokenize(normalizer.normalize(text)):
        words.tokenize(sentence)
""",
    "Parsivar": """
from parsivar import Normalizer, Tokenizer
normalizer, tokenizer = Normalizer(), Tokenizer()
def read(text):
    for sentence in tokenizer.tokenize_sentences(normalizer.normalize(text)):
        tokenizer.tokenize_words(sentence)
""",
}


def main() -> None:
    """Measure and print."""
    if sys.argv[1:] == ["--dabir", "alone"] or sys.argv[1:] == ["--dabir", "together"]:
        print(_dabir(1 if sys.argv[2] == "alone" else TOGETHER))
        return
    crawled = _reports()
    kinds = {
        "as crawled": crawled,
        "deleted": [text.replace("\u200c", "") for text in crawled],
        "restored": [restored.text for restored in restore_all(crawled)],
    }
    print(f"{len(crawled)} reports; million characters a second, the best of {TURNS} turns")
    print(f"{'':16}" + "".join(f"{kind:>14}" for kind in kinds))
    rates: dict[str, dict[str, float]] = {}
    for _ in range(TURNS):
        for name, command in _commands(sys.argv[1:]).items():
            for kind, texts in kinds.items():
                best = rates.setdefault(name, {}).get(kind, 0.0)
                rates[name][kind] = max(best, sum(map(len, texts)) / _seconds(command, texts) / 1e6)
    for name, row in rates.items():
        print(f"{name:16}" + "".join(f"{row[kind]:14.2f}" for kind in kinds))
    _lengths()


def _reports() -> list[str]:
    """Reports that the restorer has not learnt from; see `training.halfspaces.texts.held_out`."""
    found = []
    for path in sorted(FARS.glob("*.json")):
        for number, report in enumerate(json.loads(path.read_text("utf-8"))):
            if crc32(f"{path.stem}-{number:03}".encode()) % 3 == 0:
                parts = [report["title"], report["abstract"], *report["paragraphs"]]
                found.append("\n".join(part for part in parts if part and part.strip()))
    if not found:
        sys.exit(f"there are no reports in {FARS}")
    return found[:REPORTS]


def _commands(peers: list[str]) -> dict[str, list[str]]:
    found = {f"Dabir, {how}": [sys.executable, __file__, "--dabir", how] for how in ("alone", "together")}
    if peers:
        found |= {name: [peers[0], "-W", "ignore", "-c", code + _TIMED] for name, code in PEERS.items()}
    return found


def _seconds(command: list[str], texts: list[str]) -> float:
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


def _dabir(together: int) -> float:
    """Seconds that Dabir takes for the texts on standard input, so many of them together."""
    texts = json.load(sys.stdin)
    restore("او می شود. کتابها")
    start = time.perf_counter()
    for at in range(0, len(texts), together):
        for restored in restore_all(texts[at : at + together]):
            sentences(restored.text, tokens(restored.text))
    return time.perf_counter() - start


def _lengths() -> None:
    """Print the time for a letter of hard texts of growing length."""
    restore("او می شود")
    sizes = (10_000, 100_000, 1_000_000)
    print(f"\n{'microseconds a letter':24}" + "".join(f"{size:>12,}" for size in sizes))
    for name, unit in HARD.items():
        took = [_spent(unit * (size // len(unit)) + "@ / *") / size for size in sizes]
        print(f"{name:24}" + "".join(f"{seconds * 1e6:12.2f}" for seconds in took))


def _spent(text: str) -> float:
    start = time.perf_counter()
    restore(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
