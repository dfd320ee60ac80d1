"""The language of templates: escaping always on, and texts that disturb nothing around them."""

from __future__ import annotations

from collections.abc import Callable

import jinja2
from markupsafe import Markup

from bisum.text import holds_arabic, neutral


def environment(package: str, **filters: Callable[..., object]) -> jinja2.Environment:
    """Give what makes pages of a package's templates.

    Every value is freed of bidi controls on its way out, and escaped by Jinja.

    Args:
        package: It has them in its folder ``templates``.
        filters: What its templates may ask for beside ``isolate``.
    """
    found = jinja2.Environment(
        auto_reload=False,
        loader=jinja2.PackageLoader(package),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_undisturbing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters.update(filters, isolate=isolate)
    return found


def isolate(text: str) -> Markup:
    """Wrap text of either script so that it can't disturb the line around it."""
    language, way = ("ar", "rtl") if holds_arabic(text) else ("en", "ltr")
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(language, way, neutral(text))


def _undisturbing(value: object) -> str:
    return value if isinstance(value, Markup) else neutral(str(value))
