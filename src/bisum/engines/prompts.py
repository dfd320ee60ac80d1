"""How decoder-only models are asked for a translation, and where their answer ends."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from bisum.errors import EngineError
from bisum.model.base import Value


class Prompt(Value, frozen=True, kw_only=True):
    """A way to ask.

    Attributes:
        template: With ``{source}`` where the Arabic goes.
        is_chat: The template is what a user says; the tokenizer's own chat template goes
            around it. Else the text stands as it is, after the beginning-of-text token.
        languages: Codes of source and target that the chat template wants beside the
            text; None where it doesn't.
        stops: The answer ends before the first of these, besides at the model's own
            end-of-text tokens.
    """

    template: str
    is_chat: bool = False
    languages: tuple[str, str] | None = None
    stops: tuple[str, ...] = ("\n",)

    def __post_init__(self) -> None:
        if self.template.count("{source}") != 1:
            msg = f"a prompt holds {{source}} once, got {self.template!r}"
            raise ValueError(msg)

    def ask(self, source: str) -> str:
        """Put a sentence in; whatever the sentence holds, nothing else changes."""
        return self.template.replace("{source}", source)

    def answer(self, generated: str) -> str:
        """Cut what was generated at the first stop, and strip it."""
        ends = [at for stop in self.stops if (at := generated.find(stop)) >= 0]
        return generated[: min(ends, default=len(generated))].strip()


# As the adapter in models/ar-en-gemma was trained: the model goes on with a space, the
# English and its end-of-text token.
AR_EN_GEMMA: Final = Prompt(template="Arabic: {source}\nEnglish:")

# As the model's page asks it from any language but Chinese.
HUNYUAN: Final = Prompt(
    template="Translate the following segment into English, without additional explanation.\n\n{source}",
    is_chat=True,
    stops=(),
)

# The model's own chat template takes the languages' codes beside the text.
TRANSLATE_GEMMA: Final = Prompt(template="{source}", is_chat=True, languages=("ar", "en"), stops=())

# For any other chat model.
PLAIN_CHAT: Final = Prompt(
    template=(
        "Translate this sentence of an Arabic news article into English. Keep every quotation mark, "
        "name, number and negation. Answer with the translation alone, on one line.\n\n{source}"
    ),
    is_chat=True,
)


def read_prompt(folder: Path) -> Prompt | None:
    """Read ``prompt.json`` beside a decoder-only model or its adapter; None where there is none.

    Raises:
        EngineError: It isn't a prompt.
    """
    file = folder / "prompt.json"
    try:
        return msgspec.json.decode(file.read_bytes(), type=Prompt)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
        msg = f"{file} isn't a prompt: {error}; expected an object with 'template', 'is_chat' and 'stops'"
        raise EngineError(msg) from error
