"""The training: its shortcuts change no gradient, and a kill changes no weight."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from torch.nn import functional
from transformers import Gemma3ForCausalLM, Gemma3TextConfig, PreTrainedTokenizerFast

import mixture
import train
from answers import AnswerRows, arrange
from bisum.engines.checkpoints.hashes import require_sums
from corpus import Pair
from curve import curves_of, picture
from evaluate import Marks, marks_kept
from export import export
from lowrank import WEIGHTS, LowRank, adapter_state, load_adapter, make_low_rank
from mixture import Example

ADAPTER = Path(__file__).parents[2] / "models" / "ar-en-gemma"
HOURS = 60 / 3600
SPECIALS = ("<pad>", "<eos>", "<bos>", "<unk>")


def tiny_model(n_words: int = 300, n_layers: int = 2) -> Gemma3ForCausalLM:
    torch.manual_seed(11)
    return Gemma3ForCausalLM(
        Gemma3TextConfig(
            vocab_size=n_words, hidden_size=16, intermediate_size=24, num_hidden_layers=n_layers,
            num_attention_heads=2, num_key_value_heads=1, head_dim=8, sliding_window=512,
            max_position_embeddings=512, pad_token_id=0, eos_token_id=1, bos_token_id=2,
            query_pre_attn_scalar=8,
            layer_types=["sliding_attention", "full_attention"] * (n_layers // 2),
        )
    )  # fmt: skip


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Make a work folder as ``prepare.py`` leaves it, with a tiny base of random weights."""
    folder = tmp_path / "work"
    (folder / "watched").mkdir(parents=True)
    (folder / "base").mkdir()
    alphabet = [*SPECIALS, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    tokenizer = Tokenizer(models.BPE(vocab={mark: n for n, mark in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        **dict(zip(("pad_token", "eos_token", "bos_token", "unk_token"), SPECIALS, strict=True)),
    ).save_pretrained(folder / "base")
    model = tiny_model(len(alphabet))
    model.config.save_pretrained(folder / "base")
    state = {name: weight for name, weight in model.state_dict().items() if name != "lm_head.weight"}
    save_file(state, folder / "base" / "base.safetensors")
    pairs = [Pair(kind, f"سوق {n}", f"Market {n}") for n in range(40) for kind in ("news", "ant", "names")]
    (folder / "pairs.jsonl").write_bytes(msgspec.json.Encoder().encode_lines(pairs))
    (folder / "watched" / "dev.tsv").write_text("a\tسوق\tMarket\n", encoding="utf-8")
    return folder


class Killed(BaseException):
    """Ends a training as a lost machine does."""


class Clock:
    """Time that passes by a second each time that somebody looks, until it stops for good."""

    def __init__(self) -> None:
        self.now = 0.0
        self.dies_at: float | None = None

    def monotonic(self) -> float:
        self.now += 1.0
        if self.dies_at is not None and self.now >= self.dies_at:
            raise Killed
        return self.now

    def strftime(self, form: str) -> str:
        return form


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(train, "time", made)
    monkeypatch.setattr(train, "CHECKPOINT_S", 7.0)
    monkeypatch.setattr(train, "BATCH_TOKENS", 400)
    monkeypatch.setattr(mixture, "ROUND_TOKENS", 2000)
    return made


def test_one_merged_product_has_the_gradients_of_three() -> None:
    """What is trained must be what PEFT will load: W + scale B A, each factor's own gradient."""
    torch.manual_seed(3)
    low = LowRank(torch.nn.Linear(6, 5, bias=False), rank=2, scale=1.5)
    torch.nn.init.normal_(low.up)
    low.merge()
    x = torch.randn(3, 4, 6, requires_grad=True)
    low(x).square().sum().backward()
    found = [low.down.grad, low.up.grad, x.grad]
    down, up, again = (t.detach().clone().requires_grad_() for t in (low.down, low.up, x))
    (again @ (low.base + 1.5 * up @ down).T).square().sum().backward()

    for mine, theirs in zip(found, (down.grad, up.grad, again.grad), strict=True):
        torch.testing.assert_close(mine, theirs)


def test_the_loss_is_the_whole_models_where_all_rows_are_in_use() -> None:
    """Padding, the gathering of places and the cut rows are shortcuts; without a cut nothing differs."""
    model = tiny_model()
    batch = [Example((2, 5, 6), (8, 1)), Example((2, 5, 7, 7, 9), (9, 9, 1))]
    rows = AnswerRows(model.model.embed_tokens.weight, range(300))
    logits = [model(input_ids=torch.tensor([[*e.asked, *e.answer]])).logits[0] for e in batch]
    foretold = torch.cat([
        one[len(e.asked) - 1 : -1] for one, e in zip(logits, batch, strict=True)
    ])  # fmt: skip
    expected = functional.cross_entropy(foretold, arrange(batch)[2])

    torch.testing.assert_close(rows.loss(model.model, batch), expected)


def test_rows_of_a_round_come_and_go() -> None:
    """A rare name's pieces are in use while it is read, and no longer."""
    rows = AnswerRows(torch.randn(50, 4), [1, 3])
    rows.use([[Example((2,), (3, 40, 1))]])
    with_name = rows.n_rows
    rows.use([])

    assert (with_name, rows.n_rows) == (3, 2)


def test_an_adapter_that_was_stored_is_the_one_that_was_trained(tmp_path: Path) -> None:
    """The names are PEFT's, so bisum merges what was trained and nothing is left at its beginnings."""
    layers = make_low_rank(tiny_model(), rank=2, alpha=4.0)
    for low in layers.values():
        torch.nn.init.normal_(low.up)
    save_file(adapter_state(layers), tmp_path / WEIGHTS)
    again = make_low_rank(tiny_model(), rank=2, alpha=4.0)
    load_adapter(again, tmp_path)

    for name, low in layers.items():
        torch.testing.assert_close(again[name].up, low.up)
        torch.testing.assert_close(again[name].merged, low.base + 2.0 * low.up @ low.down)


def test_names_are_those_of_the_adapter_that_ships() -> None:
    """PEFT skips what it doesn't know by name, without a word."""
    shipped = load_file(ADAPTER / WEIGHTS)
    settings = json.loads((ADAPTER / "adapter_config.json").read_text())
    layers = make_low_rank(tiny_model(n_layers=18), rank=2, alpha=4.0)

    assert set(adapter_state(layers)) == set(shipped)
    assert (settings["r"], settings["lora_alpha"]) == (train.RANK, train.ALPHA)


def checkpoint_of(work: Path) -> dict[str, Any]:
    found: dict[str, Any] = torch.load(work / "checkpoint.pt", weights_only=True)
    return found


def test_a_kill_changes_no_weight(work: Path, clock: Clock, tmp_path: Path) -> None:
    """A machine that goes away costs ten minutes of a training, and the rest is as it would have been."""
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    for folder in (whole, killed):
        shutil.copytree(work, folder)
    torch.manual_seed(5)
    train.Trainer(whole, hours=HOURS, threads=1).run()
    torch.manual_seed(5)
    clock.dies_at = clock.now + 40
    with pytest.raises(Killed):
        train.Trainer(killed, hours=HOURS, threads=1).run()
    n_before = checkpoint_of(killed)["progress"]["n_steps"]
    clock.dies_at = None
    torch.manual_seed(6)
    train.Trainer(killed, hours=HOURS, threads=1).run()

    one, other = checkpoint_of(whole), checkpoint_of(killed)
    assert 0 < n_before < other["progress"]["n_steps"]
    assert one["progress"] == other["progress"]
    for name, factor in one["adapter"].items():
        assert torch.equal(factor, other["adapter"][name]), name


def test_training_lowers_the_loss_and_can_be_drawn(work: Path, clock: Clock) -> None:
    """The log is all that tells whether hours were worth it."""
    del clock
    train.Trainer(work, hours=4 * HOURS, peak=0.02, threads=1).run()
    log = (work / "log.jsonl").read_text().splitlines()
    watched = [line["watched"]["dev"] for line in map(json.loads, log) if "watched" in line]
    drawn = str(picture(curves_of(log), {"dev": [(0, 40.0), (9, 41.0)]}))

    assert watched[-1] < watched[0]
    assert drawn.startswith("<svg")
    assert "chrF" in drawn


def test_steps_that_a_kill_undid_are_drawn_once() -> None:
    """Else the curve of a training that was resumed runs back and forth."""
    log = [json.dumps({"step": n, "read": 10 * n, "loss": 2.0}) for n in (*range(1, 40), *range(20, 51))]

    assert [x for x, _ in curves_of(log)["training"]] == [250, 500]


def test_an_export_is_the_mean_with_its_digests(tmp_path: Path) -> None:
    """Bisum refuses an adapter that isn't what SHA256SUMS beside it says."""
    like = tmp_path / "like"
    like.mkdir()
    (like / "adapter_config.json").write_text("{}")
    for n in (1, 3):
        save_file({"a": torch.full((2,), float(n)).bfloat16()}, tmp_path / f"{n}.safetensors")
    export([tmp_path / "1.safetensors", tmp_path / "3.safetensors"], like=like, to=tmp_path / "to")

    require_sums(tmp_path / "to")
    found = load_file(tmp_path / "to" / WEIGHTS)["a"]
    assert found.dtype == torch.bfloat16
    assert found.tolist() == [2.0, 2.0]


def test_marks_count_as_kept_only_where_both_sides_quote() -> None:
    """A reference without marks doesn't ask for any."""
    arabic = ["قال «نعم»", "قال «لا»", "قال"]

    made, english = ["yes", "“no”", "“said”"], ["“yes”", "“no”", "“said”"]

    assert marks_kept(arabic, made, english) == Marks(n_quoting=2, n_kept=1)
