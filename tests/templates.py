"""Makes a test fail when one of our templates prints a variable that does not exist."""

import sys
from pathlib import Path

from django.template.base import FilterExpression

BASE_DIR = Path(__file__).resolve().parent.parent
SOURCES = tuple(f"{BASE_DIR / name}/" for name in ("templates", "roles", "assessments", "accounts"))
OPTIONAL = {"default", "default_if_none"}


class UndefinedVariable(Exception):
    """A template prints a variable that its view does not give it."""


class FailOnUndefined(str):
    """Django's string_if_invalid. Django asks whether it is true right where a name is missing.

    Templates of other packages (the admin, crispy forms) print undefined variables on purpose and
    are left alone, and so are ours where they say `|default:`; `{% if %}` never comes here.
    """

    def __bool__(self) -> bool:
        caller = sys._getframe(1)
        if caller.f_code is not FilterExpression.resolve.__code__:
            return False
        expression = caller.f_locals["self"]
        if any(function.__name__ in OPTIONAL for function, _ in expression.filters):
            return False
        context = caller.f_locals["context"]
        template = context.render_context.template or context.template
        name = str(template.origin.name)
        if name.startswith(SOURCES) and "/admin/" not in name:
            raise UndefinedVariable(
                f"{{{{ {expression} }}}} is undefined in {Path(name).relative_to(BASE_DIR)} "
                "or a template that extends it"
            )
        return False
