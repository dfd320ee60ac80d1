"""The engines that ``decode.py`` compares, each in a process of its own."""

from __future__ import annotations

import contextlib
import os
import resource
import time
from pathlib import Path
from typing import Any, NamedTuple

# Rows and sizes of the product that rates are taken with, and how often; the best counts.
RATE_SHAPE, RATE_ROUNDS = (128, 512, 1536), 200


class Work(NamedTuple):
    """Sentences for one run, the longest first, with the length that each output is to have."""

    name: str
    sources: list[list[int]]
    lengths: list[int]
    beam: int
    batch: int
    references: list[str]


def matrix_rates() -> dict[str, float]:
    """Give 10^9 operations a second of one core, by arithmetic."""
    import torch  # noqa: PLC0415

    from bisum.engines.decode.arithmetic import projection  # noqa: PLC0415

    torch.set_num_threads(1)
    n_rows, n_in, n_out = RATE_SHAPE
    rows, weight = torch.randn(n_rows, n_in), torch.randn(n_out, n_in)
    rates = {}
    for arithmetic in ("float32", "bfloat16", "int8"):
        product = projection(weight, None, arithmetic)  # type: ignore[arg-type]
        prepared = product.prepare(rows)
        best = float("inf")
        with torch.inference_mode():
            for _ in range(RATE_ROUNDS):
                began = time.perf_counter()
                product.multiply(prepared)
                best = min(best, time.perf_counter() - began)
        rates[arithmetic] = 2 * n_rows * n_in * n_out / best / 1e9
    return rates


def tell_rates(pipe: Any) -> None:
    """Send the rates; in a process of its own, since a thread's number stays set."""
    pipe.send(matrix_rates())


def serve(pipe: Any, kind: str, name: str, folder: str, work: Work) -> None:
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
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        pipe.send({
            "wall_s": wall, "cpu_s": cpu,
            "tokens": sum(map(len, outputs)), "peak_mb": (_peak() - before) / 1024, "sentences": len(outputs),
            "texts": _texts(folder, outputs) if kind == "default" else None,
        })  # fmt: skip


def _texts(folder: str, outputs: list[list[int]]) -> list[str]:
    from transformers import AutoTokenizer  # noqa: PLC0415

    from bisum.engines.prompts import AR_EN_GEMMA  # noqa: PLC0415

    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    return [AR_EN_GEMMA.answer(tokenizer.decode(ids, skip_special_tokens=True)) for ids in outputs]


def _ours(kind: str, name: str, folder: str, work: Work) -> Any:
    import torch  # noqa: PLC0415
    from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM  # noqa: PLC0415

    from bisum.engines.decode import CausalDecoder, Search, Seq2SeqDecoder  # noqa: PLC0415
    from bisum.engines.device import give_back_memory  # noqa: PLC0415

    arithmetic: Any = {"int8": "int8", "float32": "float32"}.get(name.partition("-")[2])
    if kind == "default":
        model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
        search = Search(beam=work.beam, max_tokens=250, ends=(1,))
        causal = CausalDecoder(model, search, arithmetic=arithmetic, n_slots=work.batch)
        del model
        give_back_memory()
        return lambda work: [output.ids for output in causal.decode(work.sources, most=work.lengths)]
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    pad = model.config.pad_token_id
    # Its end is never chosen, so that outputs are as long as they are to be.
    search = Search(beam=work.beam, max_tokens=400, ends=(pad,), start=pad, banned=(pad,), forced_last=0,
                    is_renormalised=True)  # fmt: skip
    decoder = Seq2SeqDecoder(model, search, arithmetic=arithmetic, n_slots=work.batch)
    del model
    give_back_memory()
    return lambda work: [output.ids for output in decoder.decode(work.sources, most=work.lengths)]


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


def _ctranslate(kind: str, name: str, folder: str, _: Work) -> Any:
    import ctranslate2  # noqa: PLC0415
    from transformers import AutoTokenizer  # noqa: PLC0415

    precision = name.partition("-")[2]
    into = f"{folder}-{name}"
    if kind == "default":
        from bisum.engines.checkpoints.default_model import DefaultModel  # noqa: PLC0415
        from bisum.engines.generation.conversion import Conversion  # noqa: PLC0415

        into = str(Conversion(DefaultModel(), precision).folder())
    elif not Path(into).is_dir():
        ctranslate2.converters.TransformersConverter(folder).convert(into, quantization=precision)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    make = ctranslate2.Generator if kind == "default" else ctranslate2.Translator
    model = make(
        into, device="cpu", compute_type=precision, inter_threads=1, intra_threads=os.cpu_count() or 1
    )

    def continued(work: Work) -> list[list[int]]:
        outputs = []
        for start in range(0, len(work.sources), work.batch):
            block = [tokenizer.convert_ids_to_tokens(ids) for ids in work.sources[start : start + work.batch]]
            outputs += model.generate_batch(
                block, beam_size=work.beam, max_length=work.lengths[start], sampling_topk=1,
                include_prompt_in_result=False, end_token=[1], return_scores=True, return_end_token=True,
            )  # fmt: skip
        return [output.sequences_ids[0] for output in outputs]

    def run(work: Work) -> list[list[str]]:
        outputs = []
        for start in range(0, len(work.sources), work.batch):
            block = [tokenizer.convert_ids_to_tokens(ids) for ids in work.sources[start : start + work.batch]]
            length = work.lengths[start]
            outputs += model.translate_batch(
                block,
                beam_size=work.beam,
                max_decoding_length=length,
                min_decoding_length=length,
                return_scores=True,
            )
        return [output.hypotheses[0] for output in outputs]

    return continued if kind == "default" else run


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
