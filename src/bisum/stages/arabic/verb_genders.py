"""The gender that a verb's form shows of who does what it says."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from bisum.stages.arabic.cues import verb_forms
from bisum.stages.arabic.paradigm import Form
from bisum.stages.arabic.units import Unit
from bisum.stages.tables import read_set

_ASKS_SOMEBODY: Final = read_set("asks somebody")
_MANY: Final = ("وا", "ون", "نا", "تم")
_OBJECTS: Final = ("هما", "هم", "ها", "هن", "ه", "ني")


def subject_gender(unit: Unit) -> str:
    """Give the gender that a reporting verb asks of the subject after it; empty where it may ask either."""
    forms = [one for one in verb_forms(unit.key) if one.form.kind == "verb" and one.form.person != 1]
    if any(one.form.kind == "noun" for one in verb_forms(unit.key)):
        return ""  # «أثنت على ترجمة فلانة»
    if any(one.verb.lemma in _ASKS_SOMEBODY for one in forms):
        return ""  # what follows may be the object
    if any(one.form.number == "p" for one in forms):
        return ""  # its subject stands before it: «أما المنظمون فتمنوا لفلانة»
    return _one_gender([one.form for one in forms])


def doer_gender(unit: Unit) -> str | None:
    """Give the gender of who does what a finite verb says, by its form.

    Returns:
        ``m``, ``f``, empty where the form may be either's, None where it is no single third person's.
    """
    key = unit.look.stem
    if key.startswith("س") and key[1:2] in {"ي", "ت"}:
        key = key[1:]
    forms = [one.form for one in verb_forms(key) if one.form.kind == "verb" and one.form.person == 3]
    if forms:
        return None if all(form.number == "p" for form in forms) else _one_gender(forms)
    if key.endswith(_MANY):
        return None
    bare = next((key[: -len(end)] for end in _OBJECTS if key.endswith(end) and len(key) > len(end) + 2), key)
    if key.endswith("ت") or bare.endswith("ت"):
        return "f"
    return "" if key.startswith("ت") else "m"


def _one_gender(forms: Collection[Form]) -> str:
    """Give the gender that all forms of a word have; empty where they differ."""
    genders = {form.gender for form in forms}
    return genders.pop() if len(genders) == 1 else ""
