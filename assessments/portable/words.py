"""The messages that an import ends with."""

from __future__ import annotations

from django.utils.translation import ngettext

from assessments.portable.fitting import LeftOut


def imported_sentences(edition: int, same: bool, left: LeftOut) -> list[str]:
    """Sentences: whether the result is the same, on which edition, and what was left out.

    ``same``: it is the very edition that the file was made on.
    """
    complete = left == LeftOut()
    if same and complete:
        said = ["Imported: the same answers on the same edition, so the same result."]
    elif same:
        said = ["Imported."]
    else:
        said = [
            "Imported. This site does not have the edition that you answered on, so its newest, "
            f"edition {edition}, is used: the result may differ."
        ]
    counts = {
        ngettext("%d answer", "%d answers", left.answers): left.answers,
        ngettext("%d step", "%d steps", left.steps): left.steps,
        ngettext("%d other choice", "%d other choices", left.others): left.others,
    }
    parts = [text % count for text, count in counts.items() if count]
    if parts:
        said.append(f"Left out, because this edition does not have it: {', '.join(parts)}.")
    return said
