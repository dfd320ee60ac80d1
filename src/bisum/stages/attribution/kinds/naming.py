"""Where the writer says that marked words are a name: «حزمة سمّتها «…»», «… ، وهو الاسم الذي …»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.kinds.setting import Setting
from bisum.stages.tables import read_set

_NAMES_IT: Final = read_set("names it")
_TALKS: Final = read_set("talks")
_NAME_NOUNS: Final = read_set("name nouns")
_IS: Final = frozenset(("وهو", "وهي"))


def is_given_as_name(setting: Setting) -> bool:
    """Tell whether the words around a short marked text make it a thing's name, a child's or a paper's."""
    return _is_named_so(setting.left) or _is_talked_to(setting.left) or _is_called_a_name(setting.right)


def _is_named_so(left: Sequence[Unit]) -> bool:
    """Tell whether a noun stands before the verb that names it: «حزمة سمّتها «…»», not «ما سمّته «…»»."""
    for at in range(max(1, len(left) - 2), len(left)):
        before = left[at - 1]
        if left[at].key in _NAMES_IT and before.kind == "w":
            return "common" in before.look.tags and not before.look.is_definite
    return False


def _is_talked_to(left: Sequence[Unit]) -> bool:
    """Tell whether a paper or station is talked to: «في حديثه مع «نجد الاقتصادية»»."""
    if len(left) < 2 or left[-1].key != "مع":
        return False
    stem = left[-2].look.stem
    return stem in _TALKS or stem.removesuffix("ها").removesuffix("ه") in _TALKS


def _is_called_a_name(right: Sequence[Unit]) -> bool:
    """Tell whether the writer goes on to say that it is a name: «، وهو الاسم الذي تطلقه الصحافة على …»."""
    words = [unit for unit in right[:3] if unit.kind == "w"]
    return len(words) > 1 and words[0].key in _IS and words[1].look.stem in _NAME_NOUNS
