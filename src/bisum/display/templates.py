"""The language of templates: escaping always on, and texts that disturb nothing around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import jinja2
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

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


def environment(package: str, **filters: Callable[..., object]) -> jinja2.Environment:
    """Give what makes pages of a package's templates.

    Every value is escaped and freed of bidi controls on its way out.

    Args:
        package: It has them in its folder ``templates``.
        filters: What its templates may ask for beside ``isolate``.
    """
    found = _Environment(
        auto_reload=False,
        loader=jinja2.PackageLoader(package),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters.update(filters, isolate=isolate)
    return found


def shown(value: object) -> str:
    """Give a value as it stands in a page: escaped and freed of bidi controls, unless it is markup."""
    if isinstance(value, Markup):
        return value
    text = neutral(value if isinstance(value, str) else str(value))
    return escape(text) if _SPECIAL.search(text) else text


def isolate(text: str) -> Markup:
    """Wrap text of either script so that it can't disturb the line around it."""
    language, way = ("ar", "rtl") if holds_arabic(text) else ("en", "ltr")
    return Markup(f'<bdi lang="{language}" dir="{way}">{shown(text)}</bdi>')  # noqa: S704 - escaped
