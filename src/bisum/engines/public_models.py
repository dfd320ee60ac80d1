"""Public models that bisum knows by name: what they are, under which terms, how good.

A revision stands here only where a source states it: the commit that public programs pin, all of
those found the same (public repositories, searched on 22 November 2026). Nothing takes it by itself;
what was loaded is recorded in each run. Scores are others', with their source; nothing here was measured
by bisum.
TranslateGemma's way of being asked and its terms, Hunyuan-MT's and HY-MT's prompt and
the territory of their licence, and the licences of MADLAD, OPUS-MT's larger model, NLLB
(of the 600M), M2M100, bart-large-cnn and distilbart were read in copies of their own pages
(21 November 2026); XL-Sum's and the sizes of the two BARTs in others' lists of models.
Other sizes are those in the models' names. What stands here without a source of its own
was written down from memory: read a model's page before you rely on it.
"""

from __future__ import annotations

from typing import Final, Literal

from bisum.engines.prompts import HUNYUAN, SUMMARISE, TRANSLATE_GEMMA, Prompt
from bisum.model.base import Value

Family = Literal["marian", "m2m100", "nllb", "mbart50", "t5", "bart", "pegasus", "gemma3", "hunyuan", "llama"]
Task = Literal["translate", "summarise"]

DEFAULT_MODEL: Final = "gemma-3-270m-ar-en"
"""The model that comes with bisum, for trying it out."""

SMALL_SUMMARISER: Final = "smollm2-135m-instruct"
"""A small chat model that comes as a package, for trying written summaries out."""

NON_COMMERCIAL: Final = "CC-BY-NC-4.0"
_NO_HUNYUAN: Final = "the European Union, the United Kingdom and South Korea"
# A reader asked for a licence on the page and proposed this one (huggingface.co/google/pegasus-cnn_dailymail,
# discussion 11, read 2026-11-22); nobody of its makers answered, and nothing was merged.
_PEGASUS_LICENCE: Final = "Apache-2.0 (of its code; the model's page states none)"
# Counted from the published configuration: 16 + 16 layers, width 1,024 and 4,096, 96,103 tokens.
_PEGASUS_MILLIONS: Final = 570
_OPUS_PAGE: Final = "OPUS-MT dashboard, FLORES-200 devtest ar-en, 1012 segments"


class PublicModel(Value, frozen=True, kw_only=True):
    """One public model.

    Attributes:
        name: On the hub.
        task: What it is for.
        family: Which code loads it, and how it is told the languages.
        licence: The weights' terms.
        is_non_commercial: The licence forbids commercial use; the config must accept it.
        not_in: Where the licence gives no right to use the model, for people; the config
            must accept it. Empty where it is the same everywhere.
        source_code: How the model writes Arabic; None where it isn't told.
        target_code: How it writes English.
        prefix: Put before each text; ``<2en> `` say.
        prompt: How a decoder-only model is asked.
        source_limit: Most tokens of one text.
        n_parameters: In millions; None where no source states it.
        revision: Commit of the hub that others pin; None where no source states one.
        scores: Published, with their source; empty where none was found.
    """

    name: str
    task: Task
    family: Family
    licence: str
    is_non_commercial: bool = False
    not_in: str = ""
    source_code: str | None = None
    target_code: str | None = None
    prefix: str = ""
    prompt: Prompt | None = None
    source_limit: int
    n_parameters: int | None = None
    revision: str | None = None
    scores: str = ""

    @property
    def is_decoder_only(self) -> bool:
        """Whether it is asked with a prompt."""
        return self.prompt is not None

    def weights_gb(self, bytes_each: int) -> float | None:
        """Give what its weights take in memory, None where its size isn't known."""
        return None if self.n_parameters is None else self.n_parameters * bytes_each / 1000


def _nllb(name: str, n_parameters: int, revision: str, scores: str = "") -> PublicModel:
    return PublicModel(
        name=f"facebook/{name}", task="translate", family="nllb", licence=NON_COMMERCIAL,
        is_non_commercial=True,
        source_code="arb_Arab", target_code="eng_Latn", source_limit=500, n_parameters=n_parameters,
        revision=revision, scores=scores,
    )  # fmt: skip


def _m2m100(name: str, n_parameters: int, revision: str | None = None) -> PublicModel:
    return PublicModel(
        name=f"facebook/{name}", task="translate", family="m2m100", licence="MIT",
        source_code="ar", target_code="en", source_limit=500, n_parameters=n_parameters, revision=revision,
    )  # fmt: skip


def _summariser(
    name: str,
    family: Family,
    licence: str,
    *,
    source_limit: int,
    n_parameters: int | None = None,
    revision: str | None = None,
    scores: str = "",
    is_non_commercial: bool = False,
) -> PublicModel:
    return PublicModel(
        name=name, task="summarise", family=family, licence=licence, source_limit=source_limit,
        n_parameters=n_parameters, revision=revision, scores=scores, is_non_commercial=is_non_commercial,
    )  # fmt: skip


def _pegasus(name: str, revision: str, *, source_limit: int) -> PublicModel:
    return _summariser(
        f"google/{name}", "pegasus", _PEGASUS_LICENCE, source_limit=source_limit,
        n_parameters=_PEGASUS_MILLIONS, revision=revision,
    )  # fmt: skip


def _hunyuan(name: str, n_parameters: int, revision: str | None = None) -> PublicModel:
    return PublicModel(
        name=f"tencent/{name}", task="translate", family="hunyuan",
        licence="Tencent Hunyuan Community License", not_in=_NO_HUNYUAN, prompt=HUNYUAN, source_limit=1000,
        n_parameters=n_parameters, revision=revision,
    )  # fmt: skip


def _translate_gemma(size: str, n_parameters: int) -> PublicModel:
    return PublicModel(
        name=f"google/translategemma-{size}-it", task="translate", family="gemma3",
        licence="Gemma Terms of Use", prompt=TRANSLATE_GEMMA, source_code="ar", target_code="en",
        source_limit=1000, n_parameters=n_parameters,
    )  # fmt: skip


PUBLIC_MODELS: Final = (
    PublicModel(
        name="Helsinki-NLP/opus-mt-ar-en", task="translate", family="marian", licence="Apache-2.0",
        source_limit=500, n_parameters=77, scores=f"BLEU 33.9, chrF 61.0 ({_OPUS_PAGE})",
    ),
    PublicModel(
        name="Helsinki-NLP/opus-mt-tc-big-ar-en", task="translate", family="marian", licence="CC-BY-4.0",
        source_limit=500, scores=f"BLEU 42.6, chrF 67.0 ({_OPUS_PAGE})",
    ),
    _nllb(
        "nllb-200-distilled-600M", 600, "f8d333a098d19b4fd9a8b18f94170487ad3f821d",
        f"BLEU 36.5, chrF 62.4 ({_OPUS_PAGE})",
    ),
    _nllb("nllb-200-distilled-1.3B", 1300, "7be3e24664b38ce1cac29b8aeed6911aa0cf0576"),
    _nllb("nllb-200-3.3B", 3300, "1a07f7d195896b2114afcb79b7b57ab512e7b43e"),
    _m2m100("m2m100_418M", 418, "55c2e61bbf05dfb8d7abccdc3fae6fc8512fd636"),
    _m2m100("m2m100_1.2B", 1200),
    PublicModel(
        name="facebook/mbart-large-50-many-to-many-mmt", task="translate", family="mbart50",
        licence="MIT (fairseq's; the model's page states none)",
        # Counted from the published configuration, as Pegasus.
        source_code="ar_AR", target_code="en_XX", source_limit=500, n_parameters=611,
        revision="e30b6cb8eb0d43a0b73cab73c7676b9863223a30",
    ),
    PublicModel(
        name="google/madlad400-3b-mt", task="translate", family="t5", licence="Apache-2.0",
        target_code="<2en>", prefix="<2en> ", source_limit=250, n_parameters=3000,
    ),
    _translate_gemma("4b", 4000),
    _translate_gemma("12b", 12000),
    _hunyuan("Hunyuan-MT-7B", 7000),
    _hunyuan("HY-MT1.5-1.8B", 1800, "dbad03788f49709801014c95d481a514c272ca52"),
    _hunyuan("HY-MT1.5-7B", 7000),
    PublicModel(
        name=SMALL_SUMMARISER, task="summarise", family="llama", licence="Apache-2.0", prompt=SUMMARISE,
        source_limit=1500, n_parameters=135,
    ),
    _summariser(
        "facebook/bart-large-cnn", "bart", "MIT", source_limit=1000, n_parameters=406,
        revision="37f520fa929c961707657b28798b30c003dd100b",
    ),
    _summariser(
        "sshleifer/distilbart-cnn-12-6", "bart", "Apache-2.0", source_limit=1000, n_parameters=306,
        revision="a4f8f3ea906ed274767e9906dbaede7531d660ff",
    ),
    _pegasus("pegasus-xsum", "8d8ffc158a3bee9fbb03afacdfc347c823c5ec8b", source_limit=500),
    _pegasus("pegasus-cnn_dailymail", "40d588fdab0cc077b80d950b300bf66ad3c75b92", source_limit=1000),
    _summariser(
        "csebuetnlp/mT5_multilingual_XLSum", "t5", "CC-BY-NC-SA-4.0",
        source_limit=500, is_non_commercial=True, revision="2437a524effdbadc327ced84595508f1e32025b3",
        scores="Arabic R1/R2/RL 34.9/14.8/29.2, English 37.6/15.2/29.9 (XL-Sum's model page)",
    ),
)  # fmt: skip
