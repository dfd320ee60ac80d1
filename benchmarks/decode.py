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
import contextlib
import gc
import json
import multiprocessing
import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

SHORTLIST = 4096
# Tokens of an output of the default model, for each of its source and besides.
MOST_PER_SOURCE, MOST_MORE = 1.2, 10
# Of a run of random weights; nothing depends on it.
SEED = 7


class Work(NamedTuple):
    """Sentences for one run, the longest first, with the length that each output is to have."""

    name: str
    sources: list[list[int]]
    lengths: list[int]
    beam: int
    batch: int


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
    given = parser.parse_args()
    if given.quick:
        given.sentences, given.batches = min(given.sentences, 64), given.batches or [1, 32]
    given.batches = given.batches or [1, 8, 32, 128]
    pairs = [line.split("\t")[1:3] for line in given.testset.read_text("utf-8").splitlines()]
    pairs = pairs[:: max(1, len(pairs) // given.sentences)][: given.sentences]
    from bisum.engines.device import processor_kind  # noqa: PLC0415 - the workers import for themselves

    figures: dict[str, Any] = {
        "processor_kind": processor_kind(), "cores": os.cpu_count(), "load": os.getloadavg(), "runs": [],
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        if given.model != "default":
            made = _random_opus(given.hub, Path(folder) / "opus")
            names = ["bisum", "bisum-shortlist", "ctranslate2-int8", "ctranslate2-float32",
                     "transformers-fp32", "transformers-bf16"]  # fmt: skip
            _compare(figures, "opus", made, given, names, pairs)
        if given.model != "opus":
            from bisum.engines.default_model import DefaultModel  # noqa: PLC0415

            names = ["bisum", "bisum-int8", "bisum-float32", "transformers-fp32", "transformers-bf16"]
            _compare(figures, "default", DefaultModel().folder(), given, names, pairs)
    _print(figures)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


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
            process = context.Process(
                target=_serve, args=(theirs, kind, name, str(folder), work), daemon=True
            )
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
        run = {"model": kind, "beam": work.beam, "batch": work.batch, "sentences": len(work.sources)}
        run["engines"] = {name: _summed(rounds[name]) for name in names}
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
            works.append(
                Work(f"{kind}-{beam}-{batch}", [sources[row] for row in order], lengths, beam, batch)
            )
    return works


def _serve(pipe: Any, kind: str, name: str, folder: str, work: Work) -> None:
    """Load an engine, and run the work as often as asked."""
    import torch  # noqa: PLC0415
    import transformers  # noqa: F401, PLC0415 - part of what the imports take

    torch.set_num_threads(os.cpu_count() or 1)
    before = _resident()
    make = {"bisum": _ours, "transformers": _generate, "ctranslate2": _ctranslate}[name.partition("-")[0]]
    run = make(kind, name, folder, work)
    run(work._replace(sources=work.sources[-2:], lengths=work.lengths[-2:]))  # what is made at the first call
    pipe.send("ready")
    _forget_peak()
    while pipe.recv() is not None:
        wall, cpu = time.perf_counter(), time.process_time()
        outputs = run(work)
        pipe.send({
            "wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu,
            "tokens": sum(map(len, outputs)), "peak_mb": (_peak() - before) / 1024, "sentences": len(outputs),
        })  # fmt: skip


def _ours(kind: str, name: str, folder: str, work: Work) -> Any:
    import torch  # noqa: PLC0415
    from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM  # noqa: PLC0415

    from bisum.engines.decode import CausalDecoder, Search, Seq2SeqDecoder  # noqa: PLC0415

    arithmetic: Any = {"int8": "int8", "float32": "float32"}.get(name.partition("-")[2])
    if kind == "default":
        model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
        search = Search(beam=work.beam, max_tokens=250, ends=(1,))
        causal = CausalDecoder(model, search, arithmetic=arithmetic, n_slots=work.batch)
        del model
        gc.collect()
        return lambda work: [output.ids for output in causal.decode(work.sources, most=work.lengths)]
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    pad = model.config.pad_token_id
    search = Search(beam=work.beam, max_tokens=400, ends=(0,), start=pad, banned=(pad,), forced_last=0,
                    is_renormalised=True)  # fmt: skip
    shortlist = range(0, pad, pad // SHORTLIST)[:SHORTLIST] if "shortlist" in name else None
    decoder = Seq2SeqDecoder(model, search, arithmetic=arithmetic, n_slots=work.batch, shortlist=shortlist)
    del model
    gc.collect()
    return lambda work: [
        output.ids for output in decoder.decode(work.sources, most=work.lengths, least=work.lengths)
    ]


def _generate(kind: str, name: str, folder: str, _: Work) -> Any:
    import torch  # noqa: PLC0415
    from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, GenerationConfig  # noqa: PLC0415
    from transformers.utils import logging  # noqa: PLC0415

    logging.set_verbosity_error()
    loader = AutoModelForCausalLM if kind == "default" else AutoModelForSeq2SeqLM
    model = loader.from_pretrained(folder, dtype=torch.float32 if "fp32" in name else torch.bfloat16).eval()
    pad = model.config.pad_token_id

    def run(work: Work) -> list[list[int]]:
        outputs = []
        for start in range(0, len(work.sources), work.batch):
            block, length = work.sources[start : start + work.batch], work.lengths[start]
            longest = max(map(len, block))
            padded = [[pad] * (longest - len(ids)) + ids for ids in block]
            if kind == "opus":
                padded = [ids + [pad] * (longest - len(ids)) for ids in block]
            ids = torch.tensor(padded)
            limits = {"max_new_tokens": length, "min_new_tokens": length if kind == "opus" else None}
            with torch.inference_mode():
                whole = model.generate(
                    input_ids=ids, attention_mask=(ids != pad).long(),
                    generation_config=GenerationConfig(num_beams=work.beam, **limits),
                )  # fmt: skip
            new = whole[:, 1:] if kind == "opus" else whole[:, longest:]
            outputs += [[token for token in row if token != pad] for row in new.tolist()]
        return outputs

    return run


def _ctranslate(_: str, name: str, folder: str, __: Work) -> Any:
    import ctranslate2  # noqa: PLC0415
    from transformers import AutoTokenizer  # noqa: PLC0415

    precision = name.partition("-")[2]
    into = f"{folder}-{name}"
    if not Path(into).is_dir():
        ctranslate2.converters.TransformersConverter(folder).convert(into, quantization=precision)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    translator = ctranslate2.Translator(
        into, device="cpu", compute_type=precision, inter_threads=1, intra_threads=os.cpu_count() or 1
    )

    def run(work: Work) -> list[list[str]]:
        outputs = []
        for start in range(0, len(work.sources), work.batch):
            block = [tokenizer.convert_ids_to_tokens(ids) for ids in work.sources[start : start + work.batch]]
            length = work.lengths[start]
            outputs += translator.translate_batch(
                block,
                beam_size=work.beam,
                max_decoding_length=length,
                min_decoding_length=length,
                return_scores=True,
            )
        return [output.hypotheses[0] for output in outputs]

    return run


def _summed(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    wall, cpu = (statistics.median(one[unit] for one in rounds) for unit in ("wall_s", "cpu_s"))
    least = min(one["cpu_s"] for one in rounds)
    n_tokens = rounds[0]["tokens"]
    return {
        "tokens": n_tokens, "wall_s": wall, "cpu_s": cpu, "peak_mb": max(one["peak_mb"] for one in rounds),
        "tokens_per_s": n_tokens / wall, "tokens_per_cpu_s": n_tokens / cpu,
        "tokens_per_least_cpu_s": n_tokens / least,
        "sentences_per_s": rounds[0]["sentences"] / wall, "rounds": rounds,
    }  # fmt: skip


def _print(figures: dict[str, Any]) -> None:
    print(f"{figures['processor_kind']}, {figures['cores']} cores, load {figures['load'][0]:.1f}")
    for run in figures["runs"]:
        print(f"\n{run['model']}, beam {run['beam']}, batch {run['batch']}, {run['sentences']} sentences")
        print(
            "| engine | tokens/s | tokens/cpu s | sentences/s | peak MB | times slower: clock | processor |"
        )
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for name, found in run["engines"].items():
            slower = found.get("times_slower", {"wall_s": float("nan"), "cpu_s": float("nan")})
            print(
                f"| {name} | {found['tokens_per_s']:.0f} | {found['tokens_per_cpu_s']:.0f} "
                f"| {found['sentences_per_s']:.2f} | {found['peak_mb']:.0f} "
                f"| {slower['wall_s']:.2f} | {slower['cpu_s']:.2f} |"
            )


def _forget_peak() -> None:
    """Begin the process's peak of memory anew, where Linux lets it."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def _peak() -> float:
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM"):
            return float(line.split()[1])
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _resident() -> float:
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS"):
            return float(line.split()[1])
    return 0.0


if __name__ == "__main__":
    main()
