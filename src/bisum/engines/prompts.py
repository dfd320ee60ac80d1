"""How decoder-only models are asked for a translation, and where their answer ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

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
        """Cut what was generated at the first stop, and strip it.

        A chat model may begin with an empty line; that is no answer yet.
        """
        text = generated.lstrip() if self.is_chat else generated
        ends = [at for stop in self.stops if (at := text.find(stop)) >= 0]
        return text[: min(ends, default=len(text))].strip()


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

# For chat models that summarise. Asked to keep to the words, since others don't stand up.
SUMMARISE: Final = Prompt(
    template=(
        "Summarise this news article in three short sentences. Use only its own words. Keep names, numbers "
        "and quotation marks as they are. Answer with the summary alone.\n\n{source}"
    ),
    is_chat=True,
    stops=(),
)
SHORTEN: Final = Prompt(
    template=(
        "Shorten this sentence of a news article. Use only its own words, in their order. Keep names, "
        "numbers and quotation marks as they are. Answer with the shorter sentence alone.\n\n{source}"
    ),
    is_chat=True,
)

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


def _line_ends(vocabulary: Mapping[str, int]) -> set[int]:
    """Give the ids of the pieces that hold a line feed.

    Byte-level tokenizers write it «Ċ», which is a letter of Maltese in all others.
    """
    has_bytes = "<0x0A>" in vocabulary
    feed = "\n" if has_bytes else "Ċ"
    return {n for piece, n in vocabulary.items() if feed in piece or piece == "<0x0A>"}


class Prompter:
    """Prompts as ids for one tokenizer, and answers back from them."""

    def __init__(self, prompt: Prompt, tokenizer: Any) -> None:
        self._prompt = prompt
        self._tokenizer = tokenizer

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """The tokenizer's pieces and their ids."""
        found: dict[str, int] = self._tokenizer.get_vocab()
        return found

    def n_tokens(self, text: str) -> int:
        """Count the tokens of a text alone."""
        return len(self._tokenizer(text, add_special_tokens=False).input_ids)

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Ask for each text.

        «<eos>» in an article is text, not an order to stop; a chat template's own marks
        around it must be told from it, so there the model's marks are taken out first.
        """
        asked = [self._prompt.ask(text) for text in texts]
        if self._prompt.is_chat:
            asked = [self._chat(self._without_marks(said)) for said in asked]
        found: list[list[int]] = self._tokenizer(
            asked, add_special_tokens=not self._prompt.is_chat, split_special_tokens=not self._prompt.is_chat
        ).input_ids
        return found

    def end_ids(self, named: Sequence[int] = ()) -> list[int]:
        """Give the ids at which an answer is over, so that nothing is generated after it.

        The tokenizer's own, those named, and where a new line ends the answer all pieces
        that hold one; a chat model may begin with a new line, so there none of these.
        """
        ends = {*named, *([] if self._tokenizer.eos_token_id is None else [self._tokenizer.eos_token_id])}
        if "\n" in self._prompt.stops and not self._prompt.is_chat:
            ends |= _line_ends(self.vocabulary)
        return sorted(ends)

    def answer(self, ids: Any) -> str:
        """Give the text of an answer."""
        return self._prompt.answer(self._tokenizer.decode(ids, skip_special_tokens=True))

    def _without_marks(self, said: str) -> str:
        for mark in self._tokenizer.all_special_tokens:
            said = said.replace(mark, " ")
        return said

    def _chat(self, said: str) -> str:
        content: Any = said
        if self._prompt.languages:
            source, target = self._prompt.languages
            content = [{"type": "text", "source_lang_code": source, "target_lang_code": target, "text": said}]
        turns = [{"role": "user", "content": content}]
        return str(self._tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True))
