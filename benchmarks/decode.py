"""Measure our decoder beside transformers' ``generate`` and CTranslate2, in one run.

    python benchmarks/decode.py --hub DIR --testset FILE [--quick] [--json FILE]

The same weights and sentences for all: opus-mt-ar-en's shape with random weights, every
output as long as its block of sentences' references on average; and the default model,
with its own outputs and their scores. Each engine sits in a process of its own with as
many threads as there are cores; the engines take turns, so that what else the machine does
falls on all of them, and each is compared with ours pair by pair. Where the machine is
shared, the processor's seconds say more than the clock's, and both are given.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from decode_engines import Work, serve, tell_rates
from decode_plot import plot

# Tokens of an output of the default model, for each of its source and besides.
MOST_PER_SOURCE, MOST_MORE = 1.2, 10
# Of a run of random weights; nothing depends on it.
SEED = 7


def main() -> None:
    """Run what was asked for and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hub", type=Path, help="folder opus-mt-ar-en with configuration and tokenizer")
    parser.add_argument("--testset", type=Path, required=True, help="lines of id, Arabic, English, with tabs")
    parser.add_argument("--sentences", type=int, default=512)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="fewer sentences and batch sizes")
    parser.add_argument("--model", choices=["opus", "default", "both"], default="both")
    parser.add_argument("--beams", type=int, nargs="+", default=[4, 1])
    parser.add_argument("--batches", type=int, nargs="+", help="batch sizes; default 1 8 32 128")
    parser.add_argument("--engines", nargs="+", help="only these, of those printed")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path, help="an SVG of the tokens a second, from these figures")
    parser.add_argument("--again", type=Path, help="print and plot the figures of this file; measure nothing")
    given = parser.parse_args()
    if given.again:
        _tell(json.loads(given.again.read_text("utf-8")), given)
        return
    if given.quick:
        given.sentences, given.batches = min(given.sentences, 64), given.batches or [1, 32]
    given.batches = given.batches or [1, 8, 32, 128]
    pairs = [line.split("\t")[1:3] for line in given.testset.read_text("utf-8").splitlines()]
    pairs = pairs[:: max(1, len(pairs) // given.sentences)][: given.sentences]
    from bisum.engines.processor import processor_kind  # noqa: PLC0415 - the workers import for themselves

    figures: dict[str, Any] = {
        "processor_kind": processor_kind(), "cores": os.cpu_count(), "load": os.getloadavg(),
        "gops_per_core": _rates(), "runs": [],
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        if given.model != "default":
            made = _random_opus(given.hub, Path(folder) / "opus")
            names = ["bisum", "ctranslate2-int8", "ctranslate2-float32",
                     "transformers-fp32", "transformers-bf16"]  # fmt: skip
            _compare(figures, "opus", made, given, names, pairs)
        if given.model != "opus":
            from bisum.engines.checkpoints.default_model import DefaultModel  # noqa: PLC0415

            names = ["bisum", "bisum-int8", "bisum-float32", "ctranslate2-int8", "ctranslate2-float32",
                     "transformers-fp32", "transformers-bf16"]  # fmt: skip
            _compare(figures, "default", DefaultModel().folder(), given, names, pairs)
    _tell(figures, given)


def _rates() -> dict[str, float]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=tell_rates, args=(theirs,), daemon=True)
    process.start()
    rates: dict[str, float] = ours.recv()
    process.join()
    return rates


def _tell(figures: dict[str, Any], given: argparse.Namespace) -> None:
    _print(figures)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    if given.plot:
        given.plot.write_text(plot(figures), "utf-8")


def _random_opus(hub: Path, into: Path) -> Path:
    """Make a checkpoint of the hub model's shape with random weights."""
    import torch  # noqa: PLC0415
    from transformers import GenerationConfig, MarianConfig, MarianMTModel  # noqa: PLC0415

    torch.manual_seed(SEED)
    model = MarianMTModel(MarianConfig.from_pretrained(hub))
    model.generation_config = GenerationConfig.from_pretrained(hub)
    model.save_pretrained(into)
    for file in hub.iterdir():
        if file.suffix == ".spm" or "token" in file.name or file.name == "vocab.json":
            shutil.copy(file, into)
    return into


def _compare(
    figures: dict[str, Any],
    kind: str,
    folder: Path,
    given: argparse.Namespace,
    names: list[str],
    pairs: list[list[str]],
) -> None:
    names = [name for name in names if given.engines is None or name in given.engines]
    works = _works(kind, folder, given, pairs)
    context = multiprocessing.get_context("spawn")
    for work in works:
        # Fresh processes for each work, so that its memory is its own.
        engines = {}
        for name in names:
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs, kind, name, str(folder), work), daemon=True)
            process.start()
            engines[name] = (process, ours)
        for _, pipe in engines.values():
            pipe.recv()
        rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
        for _ in range(given.rounds):
            for name, (_, pipe) in engines.items():
                pipe.send("run")
                rounds[name].append(pipe.recv())
        for process, pipe in engines.values():
            pipe.send(None)
            process.join()
        run: dict[str, Any] = {
            "model": kind, "beam": work.beam, "batch": work.batch, "sentences": len(work.sources),
            "mops_per_token": _operations(folder, work) / 1e6,
        }  # fmt: skip
        run["engines"] = {name: _summed(rounds[name], work.references) for name in names}
        if "bisum" in names:
            for name in names:
                run["engines"][name]["times_slower"] = {
                    unit: statistics.median(
                        other[unit] / ours[unit]
                        for ours, other in zip(rounds["bisum"], rounds[name], strict=True)
                    )
                    for unit in ("wall_s", "cpu_s")
                }
        run["load"] = os.getloadavg()[0]
        figures["runs"].append(run)
        _note(figures, run)
        print(json.dumps(run), file=sys.stderr, flush=True)


def _note(figures: dict[str, Any], run: dict[str, Any]) -> None:
    """Keep the ratios that are looked for by name: of the largest batch, and of single sentences."""
    model = "" if run["model"] == "opus" else "default_"
    alone = "_latency" if run["batch"] == 1 else ""
    for name, found in run["engines"].items():
        if "times_slower" in found and not name.startswith("bisum"):
            key = f"ratio_{model}{name.replace('-', '_')}_beam{run['beam']}{alone}"
            figures[key] = found["times_slower"]["wall_s"]
            figures[f"{key}_cpu"] = found["times_slower"]["cpu_s"]
            figures[f"memory_{key}"] = run["engines"]["bisum"]["peak_mb"] / found["peak_mb"]


def _works(kind: str, folder: Path, given: argparse.Namespace, pairs: list[list[str]]) -> list[Work]:
    from transformers import AutoTokenizer  # noqa: PLC0415

    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    if kind == "opus":
        sources = [tokenizer(arabic).input_ids for arabic, _ in pairs]
        wanted = [len(tokenizer(text_target=english).input_ids) for _, english in pairs]
    else:
        sources = [tokenizer(f"Arabic: {arabic}\nEnglish:").input_ids for arabic, _ in pairs]
        wanted = [int(MOST_PER_SOURCE * len(source)) + MOST_MORE for source in sources]
    works = []
    for beam in given.beams:
        for batch in given.batches:
            n = len(sources) if batch > 1 else min(len(sources), 8)
            chosen = range(0, len(sources), len(sources) // n)
            order = sorted(list(chosen)[:n], key=lambda row: -len(sources[row]))
            lengths: list[int] = []
            for start in range(0, n, batch):
                block = [wanted[row] for row in order[start : start + batch]]
                lengths += [round(statistics.mean(block)) if kind == "opus" else max(block)] * len(block)
            works.append(Work(
                f"{kind}-{beam}-{batch}", [sources[row] for row in order], lengths, beam, batch,
                [pairs[row][1] for row in order],
            ))  # fmt: skip
    return works


def _operations(folder: Path, work: Work) -> float:
    """Give the operations of matrix products for each token of output, all beams and the source counted."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    n_out, n_in = sum(work.lengths), sum(map(len, work.sources))
    if "d_model" in config:
        width, wide = config["d_model"], config["decoder_ffn_dim"]
        step = config["decoder_layers"] * (6 * width**2 + 2 * width * wide) + config["vocab_size"] * width
        reading = config["encoder_layers"] * (4 * width**2 + 2 * width * config["encoder_ffn_dim"])
        reading += config["decoder_layers"] * 2 * width**2
    else:
        width, heads, keys = (
            config[key] for key in ("hidden_size", "num_attention_heads", "num_key_value_heads")
        )
        own = config["head_dim"] * (2 * heads + 2 * keys) * width
        reading = config["num_hidden_layers"] * (own + 3 * width * config["intermediate_size"])
        step = reading + config["vocab_size"] * width
    return 2 * (step * work.beam + reading * n_in / n_out)


def _scores(texts: list[str], references: list[str]) -> dict[str, float]:
    import sacrebleu  # noqa: PLC0415

    return {
        "chrf": sacrebleu.corpus_chrf(texts, [references]).score,
        "bleu": sacrebleu.corpus_bleu(texts, [references]).score,
    }


def _summed(rounds: list[dict[str, Any]], references: list[str]) -> dict[str, Any]:
    texts = rounds[0]["texts"]
    for one in rounds:
        del one["texts"]
    wall, cpu = (statistics.median(one[unit] for one in rounds) for unit in ("wall_s", "cpu_s"))
    least = min(one["cpu_s"] for one in rounds)
    n_tokens = rounds[0]["tokens"]
    return {
        "tokens": n_tokens, "wall_s": wall, "cpu_s": cpu, "peak_mb": max(one["peak_mb"] for one in rounds),
        "tokens_per_s": n_tokens / wall, "tokens_per_cpu_s": n_tokens / cpu,
        "tokens_per_least_cpu_s": n_tokens / least,
        "sentences_per_s": rounds[0]["sentences"] / wall, "rounds": rounds,
        **(_scores(texts, references) if texts else {}),
    }  # fmt: skip


def _print(figures: dict[str, Any]) -> None:
    print(f"{figures['processor_kind']}, {figures['cores']} cores, load {figures['load'][0]:.1f}")
    for run in figures["runs"]:
        print(f"\n{run['model']}, beam {run['beam']}, batch {run['batch']}, {run['sentences']} sentences")
        floors = ", ".join(
            f"{arithmetic} {rate * figures['cores'] * 1000 / run['mops_per_token']:.0f}"
            for arithmetic, rate in figures["gops_per_core"].items()
        )
        print(f"tokens a second that the products alone would allow: {floors}\n")
        print(
            "| engine | tokens/s | tokens/cpu s | sentences/s | peak MB | times slower: clock | processor "
            "| chrF | BLEU |"
        )
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
        for name, found in run["engines"].items():
            slower = found.get("times_slower", {"wall_s": float("nan"), "cpu_s": float("nan")})
            print(
                f"| {name} | {found['tokens_per_s']:.0f} | {found['tokens_per_cpu_s']:.0f} "
                f"| {found['sentences_per_s']:.2f} | {found['peak_mb']:.0f} "
                f"| {slower['wall_s']:.2f} | {slower['cpu_s']:.2f} "
                + (f"| {found['chrf']:.2f} | {found['bleu']:.2f} |" if "chrf" in found else "| | |")
            )


if __name__ == "__main__":
    main()
