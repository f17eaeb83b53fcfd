"""A run in the middle, kept so that it can go on: weights, their average, and the optimiser's moments."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from training.model.network import Tagger

FILE = "checkpoint.safetensors"


def save(
    folder: Path, step: int, net: Tagger, averaged: Mapping[str, Tensor], optimizer: torch.optim.Optimizer
) -> None:
    """Write a checkpoint in the place of the one before, whole or not at all."""
    kept = {f"net.{name}": value for name, value in net.state_dict().items()}
    kept |= {f"averaged.{name}": value for name, value in averaged.items()}
    for number, moments in optimizer.state_dict()["state"].items():
        kept |= {f"moments.{number}.{name}": torch.as_tensor(value) for name, value in moments.items()}
    part = folder / f"{FILE}.part"
    save_file({name: value.clone() for name, value in kept.items()}, part, {"step": str(step)})
    part.replace(folder / FILE)


def resume(folder: Path, net: Tagger, averaged: dict[str, Tensor], optimizer: torch.optim.Optimizer) -> int:
    """Take up the checkpoint of a folder; returns the steps that it has behind it, 0 where there is none."""
    path = folder / FILE
    if not path.exists():
        return 0
    from safetensors import safe_open

    with safe_open(path, "pt") as opened:
        step = int(opened.metadata()["step"])
    kept = load_file(path)
    net.load_state_dict(_under(kept, "net"))
    averaged.update(_under(kept, "averaged"))
    state = optimizer.state_dict()
    for name, value in _under(kept, "moments").items():
        number, _, moment = name.partition(".")
        state["state"].setdefault(int(number), {})[moment] = value
    optimizer.load_state_dict(state)
    return step


def _under(kept: Mapping[str, Tensor], part: str) -> dict[str, Tensor]:
    return {
        name.removeprefix(f"{part}."): value for name, value in kept.items() if name.startswith(f"{part}.")
    }
