import threading

import numpy as np
import onnxruntime
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import dabir
from dabir.model import manifest
from dabir.model.embedder import LONGEST, Embedder, _windows
from dabir.model.pieces import BEGIN, END
from dabir.model.session import loading

# Invented, of very different lengths.
TEXTS = [
    "باران در گیلان",
    "وزیر نیرو گفت سدهای استان تا پایان سال پر می‌شود.",
    "The minister said that the dams would be full by the end of the year.",
    "تیم فوتبال شهرداری با دو گل برد",
    "سخنگوی شورای شهر از آغاز ساخت کتابخانه خبر داد و افزود: این کتابخانه سال آینده باز می‌شود. " * 4,
    "سلام",
    "",
]


@pytest.fixture(scope="module")
def embedder():
    return Embedder(threads=1)


@pytest.fixture(scope="module")
def alone(embedder):
    """Each text embedded by itself."""
    return np.concatenate([embedder.embed([text]) for text in TEXTS])


def test_vectors_have_length_one(alone):
    assert alone.shape == (len(TEXTS), 384)
    assert alone.dtype == np.float32
    assert np.allclose(np.linalg.norm(alone, axis=1), 1, atol=1e-6)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, len(TEXTS) - 1), min_size=2, max_size=8))
def test_a_vector_depends_on_its_text_alone(embedder, alone, chosen):
    """Neither on what else is in the batch, nor on how far it is padded, nor on the order."""
    together = embedder.embed([TEXTS[number] for number in chosen])
    assert np.abs(together - alone[chosen]).max() < 1e-6


def test_threads_change_nothing(alone):
    assert np.abs(Embedder(threads=2).embed(TEXTS) - alone).max() < 1e-6


def test_one_embedder_serves_several_threads(embedder, alone):
    results = {}

    def work(name):
        results[name] = embedder.embed(TEXTS)

    workers = [threading.Thread(target=work, args=[name]) for name in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert all(np.abs(results[name] - alone).max() < 1e-6 for name in range(3))


def test_no_texts_no_vectors(embedder):
    assert embedder.embed([]).shape == (0, 384)


@pytest.mark.parametrize("text", ["", " ", "\n", "\u200c", "\x00", "\ud800", "😀", "漢字", "ـ" * 50])
def test_any_text_has_a_vector(embedder, text):
    (vector,) = embedder.embed([text])
    assert np.isclose(np.linalg.norm(vector), 1, atol=1e-6)


def test_single_string_is_refused(embedder):
    with pytest.raises(ValueError, match="list of texts"):
        embedder.embed("سلام")


def test_unknown_kind_is_refused(embedder):
    with pytest.raises(ValueError, match="'query' or 'passage'"):
        embedder.embed(["سلام"], kind="title")


def test_like_meanings_lie_close_across_languages(embedder):
    passages = embedder.embed(TEXTS[:5])
    queries = embedder.embed(["reservoirs full this year", "football match result", "rain"], kind="query")
    best = (queries @ passages.T).argmax(axis=1)
    assert best[0] in (1, 2)
    assert best[1:].tolist() == [3, 0]


def test_kinds_differ(embedder, alone):
    assert np.abs(embedder.embed(TEXTS, kind="query") - alone).max() > 0.01


def test_long_text_is_the_mean_of_its_windows(embedder):
    """Two halves that are alike: the whole lies where they lie."""
    half = "سد پر شد. " * 120
    whole, part = embedder.embed([half + half, half])
    assert whole @ part > 0.99


@given(st.integers(0, 5000), st.integers(0, 10))
@example(LONGEST, 3)
def test_windows_hold_every_piece_once(count, prefixed):
    prefix, pieces = [-1] * prefixed, list(range(10, 10 + count))
    windows = list(_windows(7, prefix, pieces))
    lengths = [len(window.ids) for window in windows]
    assert max(lengths) <= LONGEST
    assert max(lengths) - min(lengths) <= 1
    assert all(window.text == 7 for window in windows)
    assert all(window.ids[: 1 + prefixed] == [BEGIN, *prefix] for window in windows)
    assert all(window.ids[-1] == END for window in windows)
    assert [number for window in windows for number in window.ids[1 + prefixed : -1]] == pieces


def test_function_keeps_one_model(alone):
    assert np.abs(dabir.embed(TEXTS[:2]) - alone[:2]).max() < 1e-6


def test_weights_are_widened_when_loaded_and_not_at_every_call(tmp_path):
    """What ONNX Runtime makes of the graph holds the weights in 8 bits; left in 4, each call takes far longer."""
    options = loading(1)
    options.optimized_model_filepath = str(tmp_path / "optimized.onnx")
    onnxruntime.InferenceSession(manifest.read("embedder.onnx"), options, providers=["CPUExecutionProvider"])
    assert b"DequantizeLinear" in manifest.read("embedder.onnx")
    assert b"DequantizeLinear" not in (tmp_path / "optimized.onnx").read_bytes()


def test_products_in_8_bits_are_exact_on_every_processor():
    """Without VNNI, sums of two products are clipped at 16 bits unless the session asks for precision."""
    assert loading(1).get_session_config_entry("session.x64quantprecision") == "1"
