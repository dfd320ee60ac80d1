"""All checks of one pair of texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from bisum.stages.checks.claims.acts import check_acts, check_crimes
from bisum.stages.checks.claims.limits import check_limits
from bisum.stages.checks.claims.modality import check_modality
from bisum.stages.checks.claims.negation import check_negation
from bisum.stages.checks.claims.persons import check_persons
from bisum.stages.checks.claims.refusals import check_refusals
from bisum.stages.checks.claims.reversals import check_reversals
from bisum.stages.checks.claims.stance import check_stance
from bisum.stages.checks.claims.undone import check_undone
from bisum.stages.checks.names.changed import check_names
from bisum.stages.checks.names.given import check_given_names
from bisum.stages.checks.names.known_words import check_known_words
from bisum.stages.checks.names.missing import check_missing_names
from bisum.stages.checks.names.roles import check_roles
from bisum.stages.checks.numbers.changed import check_numbers
from bisum.stages.checks.numbers.dates import check_dates
from bisum.stages.checks.numbers.units import check_money, check_percentages
from bisum.stages.checks.pair import Fault, Pair
from bisum.stages.checks.sentence.coverage import check_coverage
from bisum.stages.checks.sentence.doubt import check_doubt
from bisum.stages.checks.sentence.form import check_form

PairCheck = Callable[[Pair], Iterable[Fault]]

# What each looks for in a pair that has some English.
CHECKS: Final[tuple[PairCheck, ...]] = (
    check_form,
    check_numbers,
    check_percentages,
    check_money,
    check_dates,
    check_negation,
    check_refusals,
    check_limits,
    check_stance,
    check_modality,
    check_persons,
    check_reversals,
    check_names,
    check_given_names,
    check_missing_names,
    check_known_words,
    check_acts,
    check_undone,
    check_crimes,
    check_roles,
    check_coverage,
    check_doubt,
)


def faults_of(pair: Pair) -> list[Fault]:
    """Give all faults of a pair, by check; where there is no English, form's are all there are."""
    checks = CHECKS if pair.english.strip() else (check_form,)
    return [fault for check in checks for fault in check(pair)]
