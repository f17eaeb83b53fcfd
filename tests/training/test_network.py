"""The network in training and the one that ships are the same; needs what the extra `train` installs."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra `train`")
pytest.importorskip("onnx", reason="training needs the extra `train`")

from dabir.model.labels import CLASSES, DEEDS, PARTY, ROLES, begin, size  # noqa: E402
from dabir.model.network import OnnxNetwork  # noqa: E402
from dabir.model.windows import Window, pack  # noqa: E402
from training.model import checkpoint  # noqa: E402
from training.model.batching import Item, batches, tensors  # noqa: E402
from training.model.graph import tagger  # noqa: E402
from training.model.losses import loss_of  # noqa: E402
from training.model.network import Encoder, Tagger  # noqa: E402
from training.model.samples import EVERYTHING, Arc  # noqa: E402
from training.model.train import started, take_over  # noqa: E402
from training.model.unpack import unpacked  # noqa: E402

PIECES = 200


@pytest.fixture(scope="module")
def net() -> Tagger:
    torch.manual_seed(3)
    made = Tagger(Encoder(PIECES, layers=2), {head: size(head) for head in (*CLASSES, *DEEDS)}, paired=True)
    return made.eval()


def _windows() -> list[Window]:
    chance = random.Random(5)
    pieces = [tuple(chance.randrange(4, PIECES) for _ in range(chance.randint(1, 3))) for _ in range(60)]
    return list(pack([range(7), range(7, 40), range(40, 60)], pieces, limit=40, overlap=8))


@pytest.mark.parametrize(("store", "error"), [("float32", 1e-4), ("int8", 0.05)])
def test_the_graph_says_what_the_network_says(net: Tagger, store: str, error: float) -> None:
    state = {name: value.numpy() for name, value in net.state_dict().items()}
    model = tagger(state, store=store).SerializeToString()
    windows = _windows()
    found = list(OnnxNetwork(model, threads=1).run(windows))
    with torch.no_grad():
        wanted = net(*tensors(windows))
    for row, window in enumerate(windows):
        for head in (*CLASSES, *DEEDS):
            probabilities = wanted[head][row, : len(window.words)].softmax(-1).numpy()
            assert np.abs(found[row][head] - probabilities).max() < error
        count = len(window.words)
        pairs = wanted[PARTY][row, :, :count, :count].sigmoid().numpy()
        assert found[row][PARTY].shape == (len(ROLES), len(window.words), len(window.words))
        assert np.abs(found[row][PARTY] - pairs).max() < error


def test_a_model_file_gives_back_what_it_was_made_of(net: Tagger) -> None:
    model = tagger({name: value.numpy() for name, value in net.state_dict().items()}, store="int8")
    state = unpacked(model.SerializeToString())
    assert state.keys() == net.state_dict().keys()
    for name, value in net.state_dict().items():
        least = np.abs(value.numpy()).max() / 127
        assert np.abs(state[name] - value.numpy()).max() <= least
    assert tagger(state, store="int8") == model


def test_a_network_without_deeds_says_nothing_of_them() -> None:
    plain = Tagger(Encoder(PIECES, layers=2), {head: size(head) for head in CLASSES})
    model = tagger({name: value.numpy() for name, value in plain.state_dict().items()}, store="float32")
    assert set(OnnxNetwork(model.SerializeToString(), threads=1).outputs) == set(CLASSES)


def test_a_network_without_deeds_is_gone_on_from_and_no_other(net: Tagger) -> None:
    plain = Tagger(Encoder(PIECES, layers=2), {head: size(head) for head in CLASSES})
    before = net.heads["act"].weight.clone()
    state = {name: value.clone() for name, value in net.state_dict().items()}
    take_over(net, plain.state_dict())
    assert torch.equal(net.heads["act"].weight, before)
    assert torch.equal(net.heads["cue"].weight, plain.heads["cue"].weight)
    net.load_state_dict(state)
    with pytest.raises(ValueError, match="does not fit"):
        take_over(net, {"heads.nothing.weight": before})


def test_parties_cost_their_surprise_over_the_sentence_alone() -> None:
    (window, *_) = _windows()
    arc = Arc(2, 1, range(1, 5), frozenset({3}))
    item = Item(window, {}, None, [arc])
    pairs = torch.zeros(1, len(ROLES), len(window.words), len(window.words))
    assert float(loss_of({PARTY: pairs}, [item], {}, 0.0)) == pytest.approx(
        4 * np.log(2) / len(window.words), abs=1e-5
    )
    pairs[0, 1, 2, [1, 2, 4]], pairs[0, 1, 2, 3] = -30.0, 30.0
    assert float(loss_of({PARTY: pairs}, [item], {}, 0.0)) < 1e-5


def test_an_act_costs_its_surprise_over_the_statement_as_one() -> None:
    (window, *_) = _windows()
    label = begin("act", "praise")
    bits = [EVERYTHING["act"], 1 << label, 2 << label, *[EVERYTHING["act"]] * (len(window.words) - 3)]
    item = Item(window, {"act": bits}, None)
    logits = torch.zeros(1, len(window.words), size("act"))
    per_word = len(window.words)
    assert float(loss_of({"act": logits}, [item], {}, 0.0)) * per_word == pytest.approx(np.log(8), abs=1e-5)
    twice = float(loss_of({"act": logits}, [item], {"act.praise": 2.0}, 0.0))
    assert twice * per_word == pytest.approx(2 * np.log(8), abs=1e-5)
    logits[0, 1, label] = logits[0, 2, label + 1] = 40.0
    assert float(loss_of({"act": logits}, [item], {}, 0.0)) < 1e-5


def _item(window: Window, allowed: dict[str, list[int]]) -> Item:
    return Item(window, allowed, None)


def _scores(items: list[Item]) -> dict[str, torch.Tensor]:
    words = max(len(item.window.words) for item in items)
    return {head: torch.zeros(len(items), words, size(head)) for head in CLASSES}


def test_open_labels_cost_nothing_and_closed_ones_their_surprise() -> None:
    (window, *_) = _windows()
    count = len(window.words)
    silent = _item(window, {"names": [EVERYTHING["names"]] * count})
    assert float(loss_of(_scores([silent]), [silent], {}, 0.0)) == 0
    told = _item(window, {"cue": [1 << begin("cue", "cue")] * count})
    assert float(loss_of(_scores([told]), [told], {}, 0.0)) == pytest.approx(np.log(3), abs=1e-5)
    half = _item(window, {"cue": [0b011] * count})
    assert float(loss_of(_scores([half]), [half], {}, 0.0)) == pytest.approx(np.log(1.5), abs=1e-5)


def test_a_batch_holds_windows_of_like_length() -> None:
    items = [_item(window, {}) for window in _windows()]
    made = batches(items * 20, random.Random(1))
    assert sum(map(len, made)) == 20 * len(items)


def test_fewer_layers_start_from_the_first(net: Tagger) -> None:
    state = started(net.state_dict(), layers=1)
    smaller = Tagger(
        Encoder(PIECES, layers=1), {head: size(head) for head in (*CLASSES, *DEEDS)}, paired=True
    )
    smaller.load_state_dict(state)  # every weight is there, and none too many
    known = net.state_dict()
    assert all(torch.equal(value, known[name]) for name, value in smaller.state_dict().items())


def test_a_stopped_run_goes_on_where_it_stopped(net: Tagger, tmp_path: Path) -> None:
    optimizer = torch.optim.AdamW([p for p in net.parameters() if p.requires_grad], lr=1e-3)
    sum(value.sum() for value in net(*tensors(_windows())).values()).backward()
    optimizer.step()
    averaged = {name: value.clone() for name, value in net.state_dict().items()}
    checkpoint.save(tmp_path, 7, net, averaged, optimizer)
    other = Tagger(Encoder(PIECES, layers=2), {head: size(head) for head in (*CLASSES, *DEEDS)}, paired=True)
    again = torch.optim.AdamW([p for p in other.parameters() if p.requires_grad], lr=1e-3)
    taken: dict[str, torch.Tensor] = {}
    assert checkpoint.resume(tmp_path, other, taken, again) == 7
    assert torch.equal(other.heads["cue"].weight, net.heads["cue"].weight)
    assert again.state_dict()["state"].keys() == optimizer.state_dict()["state"].keys()
    assert torch.equal(taken["heads.cue.weight"], averaged["heads.cue.weight"])
    assert checkpoint.resume(tmp_path / "nowhere", other, taken, again) == 0
