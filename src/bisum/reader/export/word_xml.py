"""The elements that a Word document is made of, and the package that knows them."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from bisum.errors import ConfigError

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

INSTALL: Final = 'pip install "bisum[docx]"'


def import_docx(module: str = "docx") -> Any:
    """Give python-docx or a module of it.

    Raises:
        ConfigError: It isn't installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        msg = f"export to docx needs a package that isn't installed ({error}): {INSTALL}"
        raise ConfigError(msg) from None


@functools.cache
def _maker() -> Callable[[str], BaseOxmlElement]:
    return cast("Callable[[str], BaseOxmlElement]", import_docx("docx.oxml.parser").OxmlElement)


@functools.cache
def _qualified(name: str) -> str:
    return cast("str", import_docx("docx.oxml.ns").qn(name))


def element(name: str, /, *inside: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """Give an element of Word's own namespace, ``element("b")`` say, with what is inside it.

    Attributes of that namespace are given by their plain names.
    """
    made = _maker()(f"w:{name}")
    for key, value in attributes.items():
        made.set(_qualified(f"w:{key}"), value)
    made.extend(inside)
    return made


def text_element(text: str) -> BaseOxmlElement:
    """Give a text whose spaces are kept at both ends."""
    made = element("t")
    made.set(_qualified("xml:space"), "preserve")
    made.text = text
    return made


def relation_attribute() -> str:
    """Give the name of the attribute that holds a link's relation."""
    return _qualified("r:id")
