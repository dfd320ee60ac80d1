"""The templates' language: escaping always on, and the few filters that pages use."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import jinja2
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from bisum.reader.plain import readable, spelled
from bisum.text import holds_arabic, neutral

_SPECIAL: Final = re.compile("[&<>\"']")


class _Plain(CodeGenerator):
    """Makes templates as quick as the Python that they say: a page has some 500 values and 1,000 look-ups.

    Each value goes through ``finalize`` alone, which escapes it too. An attribute is read and a macro called
    as Python does it, without a look whether it is a key instead, or asks for the context: none does here.
    """

    def _output_child_pre(self, node: jinja2.nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002
        self.write("environment.finalize(")

    def _output_child_post(self, node: jinja2.nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002
        self.write(")")

    def visit_Getattr(self, node: jinja2.nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as jinja calls it
        """Write an attribute."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(  # noqa: N802 - as jinja calls it
        self,
        node: jinja2.nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: ARG002 - no template has a call block
    ) -> None:
        """Write a call."""
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class _Environment(jinja2.Environment):
    code_generator_class = _Plain


@cache
def environment() -> jinja2.Environment:
    """Give the one environment; every value is escaped and freed of bidi controls on its way out."""
    found = _Environment(
        auto_reload=False,
        loader=jinja2.PackageLoader("bisum.reader"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters.update(
        count=count,
        isolate=isolate,
        look=look,
        readable=readable,
        spelled=spelled,
        tally=tally,
        tongue=tongue,
    )
    return found


def _shown(value: object) -> str:
    """Give a value as it stands in a page: escaped and freed of bidi controls, unless it is markup."""
    if isinstance(value, Markup):
        return value
    text = neutral(value if isinstance(value, str) else str(value))
    return escape(text) if _SPECIAL.search(text) else text


def count(number: int, noun: str) -> str:
    """Give ``3 quotations``, ``1 quotation``, ``no quotations``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s" if number else f"no {noun}s"


def tally(number: int, severity: str) -> str:
    """Give ``2 warnings``, ``1 note``, ``3 serious``."""
    return f"{number:,} {severity}" if number == 1 or severity == "serious" else f"{number:,} {severity}s"


def isolate(text: str) -> Markup:
    """Wrap text of either script so that it can't disturb the line around it."""
    language, way = ("ar", "rtl") if holds_arabic(text) else ("en", "ltr")
    return Markup(f'<bdi lang="{language}" dir="{way}">{_shown(text)}</bdi>')  # noqa: S704 - escaped


def look(word: str) -> str:
    """Give a word as a class name: a word that isn't plain becomes ``unknown``."""
    return word if word.isascii() and word.replace("-", "").isalnum() else "unknown"


def tongue(text: str) -> str:
    """Name the language of a short text by its script: ``ar`` or ``en``."""
    return "ar" if holds_arabic(text) else "en"
