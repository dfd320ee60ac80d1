"""Hold the texts of the default model in each arithmetic against each other.

    python benchmarks/arithmetics.py --testset FILE… --out DIR [--names bfloat16 int8 float32] [--seconds 200]

Translates greedily what isn't in DIR yet, the shortest lines first, a block at a time in all arithmetics that
were asked for, until the time is over; run it again to go on. Then it tells what is there.
``generate`` is transformers' own in fp32, and slow: ask for it with few lines (``--lines``).
``ctranslate2-int8`` and the like are the same weights in CTranslate2.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import sacrebleu

# Lines translated at a time, in every arithmetic; of these so many together in CTranslate2.
BLOCK: Final = 128
BATCH: Final = 32
# Most tokens of an output, for each of its source and besides, as in ``decode.py``.
MOST_PER_SOURCE, MOST_MORE = 1.2, 10
ENDS: Final = (1,)

Decode = Callable[[list[list[int]], list[int]], list[tuple[int, ...]]]


def main() -> None:
    """Translate for the given time, then tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--testset", type=Path, nargs="+", required=True, help="last columns Arabic and English, by tabs"
    )
    parser.add_argument("--out", type=Path, required=True, help="one file an arithmetic is kept here")
    parser.add_argument("--names", nargs="+", default=["float32", "bfloat16", "int8"])
    parser.add_argument("--lines", type=int, default=1000, help="only so many, the shortest of all")
    parser.add_argument("--seconds", type=float, default=200, help="0 only tells")
    given = parser.parse_args()
    lines = [line for file in given.testset for line in file.read_text("utf-8").splitlines()]
    pairs = sorted((line.split("\t")[-2:] for line in lines), key=lambda pair: len(pair[0]))[: given.lines]
    given.out.mkdir(parents=True, exist_ok=True)
    _translate([arabic for arabic, _ in pairs], given.names, given.out, given.seconds)
    _tell([english for _, english in pairs], given.out)


def _translate(sentences: Sequence[str], names: Sequence[str], out: Path, seconds: float) -> None:
    until = time.monotonic() + seconds
    known = {name: len(_read(out, name)) for name in names}
    if seconds <= 0 or min(known.values()) >= len(sentences):
        return
    from transformers import AutoTokenizer  # noqa: PLC0415

    from bisum.engines.checkpoints.default_model import DefaultModel  # noqa: PLC0415
    from bisum.engines.prompts import AR_EN_GEMMA  # noqa: PLC0415

    folder = DefaultModel().folder()
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    engines = {name: _engine(name, folder) for name in names}
    for start in range(0, len(sentences), BLOCK):
        block = sentences[start : start + BLOCK]
        sources = [tokenizer(f"Arabic: {arabic}\nEnglish:").input_ids for arabic in block]
        most = [int(MOST_PER_SOURCE * len(source)) + MOST_MORE for source in sources]
        for name, decode in engines.items():
            if known[name] > start:
                continue
            if time.monotonic() > until:
                return
            outputs = decode(sources, most)
            texts = [AR_EN_GEMMA.answer(tokenizer.decode(ids, skip_special_tokens=True)) for ids in outputs]
            with (out / f"{name}.jsonl").open("a", encoding="utf-8") as file:
                file.writelines(
                    json.dumps([list(ids), text], ensure_ascii=False) + "\n"
                    for ids, text in zip(outputs, texts, strict=True)
                )


def _engine(name: str, folder: Path) -> Decode:
    import torch  # noqa: PLC0415
    from transformers import AutoModelForCausalLM  # noqa: PLC0415

    from bisum.engines.decode import CausalDecoder, Search  # noqa: PLC0415

    if name.startswith("ctranslate2-"):
        return _ctranslate2(name.removeprefix("ctranslate2-"), folder)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    if name == "generate":
        return lambda sources, most: [_generated(model, *one) for one in zip(sources, most, strict=True)]
    arithmetic: Any = name
    decoder = CausalDecoder(model, Search(beam=1, max_tokens=250, ends=ENDS), arithmetic=arithmetic)
    return lambda sources, most: [output.ids for output in decoder.decode(sources, most=most)]


def _ctranslate2(precision: str, folder: Path) -> Decode:
    import ctranslate2  # noqa: PLC0415
    from transformers import AutoTokenizer  # noqa: PLC0415

    from bisum.engines.checkpoints.default_model import DefaultModel  # noqa: PLC0415
    from bisum.engines.generation.conversion import Conversion  # noqa: PLC0415

    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = ctranslate2.Generator(str(Conversion(DefaultModel(), precision).folder()), compute_type=precision)

    def decode(sources: list[list[int]], most: list[int]) -> list[tuple[int, ...]]:
        outputs = model.generate_batch(
            [tokenizer.convert_ids_to_tokens(source) for source in sources], max_batch_size=BATCH,
            max_length=max(most), sampling_topk=1, include_prompt_in_result=False,
            end_token=list(ENDS), return_end_token=True,
        )  # fmt: skip
        ids = (output.sequences_ids[0] for output in outputs)
        return [tuple(one[:n_most]) for one, n_most in zip(ids, most, strict=True)]

    return decode


def _generated(model: Any, source: list[int], n_most: int) -> tuple[int, ...]:
    import torch  # noqa: PLC0415

    ids = torch.tensor([source])
    with torch.inference_mode():
        whole = model.generate(
            input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=n_most, do_sample=False
        )
    return tuple(whole[0, len(source) :].tolist())


def _read(out: Path, name: str) -> list[tuple[list[int], str]]:
    file = out / f"{name}.jsonl"
    return (
        [tuple(json.loads(line)) for line in file.read_text("utf-8").splitlines()] if file.is_file() else []
    )


def _tell(references: Sequence[str], out: Path) -> None:
    found = {file.stem: _read(out, file.stem) for file in sorted(out.glob("*.jsonl"))}
    exact = found.get("float32", [])
    print("| arithmetic | lines | same tokens as float32 | chrF | float32's chrF | difference |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, outputs in found.items():
        n = min(len(outputs), len(exact), len(references))
        n_same = sum(one[0] == other[0] for one, other in zip(outputs[:n], exact[:n], strict=True))
        own, other = (_chrf([text for _, text in side[:n]], references[:n]) for side in (outputs, exact))
        print(f"| {name} | {n} | {n_same} | {own:.2f} | {other:.2f} | {own - other:+.2f} |")


def _chrf(texts: Sequence[str], references: Sequence[str]) -> float:
    return float(sacrebleu.corpus_chrf(list(texts), [list(references)]).score)


if __name__ == "__main__":
    main()
