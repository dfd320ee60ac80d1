"""A writer of English summaries and one of Arabic ones, as one engine to be named in records."""

from __future__ import annotations

from bisum.engines.ports import Engine
from bisum.model.record import EngineCard


class WriterPair:
    """Two models that write the summaries of a run, each in its language."""

    def __init__(self, english: Engine, arabic: Engine) -> None:
        self._english = english
        self._arabic = arabic

    @property
    def signature(self) -> str:
        """Both."""
        return f"{self._english.signature};{self._arabic.signature}"

    @property
    def card(self) -> EngineCard:
        """The English one's, with the other's name, licence and caution."""
        english, arabic = self._english.card, self._arabic.card
        licences = dict.fromkeys(one for one in (english.licence, arabic.licence) if one)
        cautions = dict.fromkeys(one for one in (english.caution, arabic.caution) if one)
        return EngineCard(
            engine=f"{english.engine}, {arabic.engine}",
            model=f"{english.model}, Arabic: {arabic.model}",
            revision=english.revision,
            sha256=english.sha256,
            licence="; ".join(licences) or None,
            caution=" ".join(cautions) or None,
        )

    @property
    def arithmetic(self) -> tuple[str, str | None]:
        """The English one's."""
        return self._english.arithmetic

    @property
    def why(self) -> str:
        """The English one's."""
        return self._english.why
