"""The methods by which people are scored: numbered sets of parameters of one engine.

A method never changes once results were made with it; what is better gets the next number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, eq=False)  # tables are kept by method: compared by identity, at once
class Method:
    """What the engine takes for granted about how people rate. Lengths are in levels.

    ``spread``: how far ratings of a skill stray from the level (SD) where nothing is known of it;
    ``floor``: the least probability of any one answer. What is unknown of each person is taken
    from a grid with Laplace's prior, of which the ``..._scale`` is given: most people are near the
    usual and a few far away.

    - style, up to ``style_limit`` either way in steps of ``style_step``, the same for all ratings;
    - ``reaches``, the part 0-1 of each role's levels that they have, by its logarithm; 1 is among
      them;
    - ``unsteadiness``, a factor of all spreads, by its logarithm; 1 is among them.

    ``ladders``: a role comes after those below it on its ladder that the person is not ready for.
    How sure the first role is, is counted in answers given once more. With ``likely_people`` these
    are drawn from the kinds of people that would answer so (assessments.engine.likely_answers), and
    skills not rated with them; else each is the one given, moved by ``other_day_style`` in all
    answers and by ``other_day_error`` in each (SD), and what was not rated stays unknown.
    """

    number: int
    spread: float
    floor: float
    style_scale: float
    style_limit: float
    style_step: float
    reaches: tuple[float, ...]
    reach_scale: float
    unsteadiness: tuple[float, ...]
    unsteadiness_scale: float
    other_day_style: float
    other_day_error: float
    ladders: bool
    likely_people: bool


METHOD_1 = Method(
    number=1,
    spread=0.8,
    floor=1e-6,  # one absurd answer must not decide alone
    style_scale=0.4,
    style_limit=2.0,
    style_step=0.1,
    reaches=(1.0,),
    reach_scale=0.5,
    unsteadiness=(1.0,),
    unsteadiness_scale=0.5,
    other_day_style=0.25,
    other_day_error=0.5,  # about one answer in three lands one level away
    ladders=False,
    likely_people=False,
)
# Reach is for people at the start. It leaves more roles to choose from, which costs where noise is
# strong, unless noise may differ from person to person too; and then careless answers can count
# less without telling less of the others. Coarser styles do as well here, and are faster.
METHOD_2 = replace(
    METHOD_1,
    number=2,
    floor=0.003,
    style_step=0.2,
    reaches=(1.0, 0.77, 0.59, 0.46, 0.35),
    unsteadiness=(1.0, 0.5, 1.5),
    ladders=True,
    likely_people=True,
)

TODAY = METHOD_2  # by which whoever answers today is scored
METHODS = {method.number: method for method in (METHOD_1, METHOD_2)}
