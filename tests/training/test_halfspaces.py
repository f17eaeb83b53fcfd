"""What the half-space restorer learns from: counts and examples of invented sentences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.script.counts import HOUSE, Column
from dabir.script.fingerprints import Words, fingerprints
from dabir.script.gaps import Gap
from dabir.script.judge import with_gaps
from training.halfspaces.collect import Collection, counts_of, cuts, listed, stem
from training.halfspaces.decide import mask, usual
from training.halfspaces.examples import between, folds, inside, met_words, pairs

SENTENCES = [
    "او کتاب‌های تازه را می‌خواند و می‌نویسد .",
    "سیاست‌گذاری‌های شهر در کتاب نوشته نشده است .",
    "کتاب تازه شهر را او می‌نویسد و شب‌ها می‌خواند .",
]
LETTERS = st.text(alphabet="ابتدرسشکمنهیهای", min_size=1, max_size=20)


@given(LETTERS)
def test_stems_are_the_same_in_training_and_use(word):
    gap = Gap(Words([word]), np.array([0]), np.array([0]))
    (end,) = gap.stem(0, gap.length)
    assert word[:end] == stem(word)


@given(st.lists(LETTERS, min_size=1, max_size=4))
def test_gaps_as_bits_lead_back(parts):
    word = "\u200c".join(parts)
    assert with_gaps(word.replace("\u200c", ""), mask(word)) == word
    assert all(left + right == word.replace("\u200c", "") for left, right in cuts(word))


def test_what_is_counted():
    rows = Collection(SENTENCES).rows
    assert rows["کتاب"][Column.PLAIN] == 2
    assert rows["کتاب"][Column.PART] == 3
    assert rows["می"][Column.LEFT] == 2
    assert rows["می"][Column.LEFT_MET] == 4
    assert rows["گذاری"][Column.BEFORE_GAP] == 1
    assert rows["می\u200cخواند"][Column.PLAIN] == 2
    assert rows["او می"][Column.PLAIN] == 1
    assert "تازه شهر" in rows


def test_counts_are_found_by_fingerprint():
    press = Collection(SENTENCES[:1])
    counts = counts_of(Collection(SENTENCES), press, listed({"hazm": {"کتاب\u200cخانه": 1}}, []), {})
    row = counts.columns[counts.rows(fingerprints(["کتاب", "نیست"]))]
    assert row[0, Column.PART] > row[0, HOUSE + Column.PART] > 0
    assert not row[1].any()


def test_examples_in_words_and_between_them():
    counts = counts_of(Collection(SENTENCES), Collection([]), {}, {})
    words = inside(counts, met_words(SENTENCES))
    assert words.answers.sum() + words.lost == sum(sentence.count("\u200c") for sentence in SENTENCES)
    assert len(words.numbers) == len(words.around) == len(words.names)
    apart = between(counts, SENTENCES)
    assert apart.answers.sum() + apart.lost == sum(sentence.count("\u200c") for sentence in SENTENCES)


def test_pairs_know_what_stands_around_them():
    found = [*pairs("او شب‌ها می‌خواند ، باز")]
    assert found[1] == ("او", "شب", "ها", "می", True)
    assert found[0] == ("", "او", "شب", "ها", False)
    assert found[-1] == ("ها", "می", "خواند", "", True)


def test_every_sentence_is_in_one_fold():
    sentences = [str(number) for number in range(50)]
    parts = folds(sentences, 5)
    assert sorted(sentence for _, inside in parts for sentence in inside) == sorted(sentences)
    assert all(set(outside) | set(inside) == set(sentences) for outside, inside in parts)


def test_the_usual_writing_needs_a_clear_majority():
    met = ["شب‌ها آمد ."] * 3 + ["شبها آمد ."] + ["روزها رفت .", "روز‌ها رفت ."]
    assert usual(Collection(met))["شبها"] == "شب\u200cها"
    assert "روزها" not in usual(Collection(met[4:]))


def test_training_makes_a_network_that_the_restorer_reads():
    torch = pytest.importorskip("torch", reason="skipped: PyTorch is not installed")
    from dabir.script.networks import Network
    from training.halfspaces.train import Member, packed

    torch.manual_seed(1)
    members = [Member(5).eval() for _ in range(2)]
    numbers, around = torch.rand(7, 5), torch.randint(0, 30, (7, 14))
    arrays = {f"inside.{name}": array for name, array in packed(members, 0.0).items()}
    with torch.no_grad():
        wanted = torch.stack([member(numbers, around) for member in members]).mean(0).numpy()
    found = Network.of(arrays, "inside")(numbers.numpy(), around.numpy())
    assert np.allclose(found, wanted, atol=0.02)
