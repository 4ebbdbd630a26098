"""The tests' own guard: a template of ours that prints an undefined variable fails."""

import pytest
from django.template import Context, Engine, Origin, Template

from tests.templates import BASE_DIR, FailOnUndefined, UndefinedVariable


def draw(source: str, file: str, **context: object) -> str:
    engine = Engine(string_if_invalid=FailOnUndefined())
    name = str(BASE_DIR / file)
    return Template(source, origin=Origin(name), name=name, engine=engine).render(Context(context))


def test_undefined_variable_fails() -> None:
    with pytest.raises(UndefinedVariable, match=r"page.titel.* in templates/roles/x.html"):
        draw("{{ page.titel }}", "templates/roles/x.html", page={"title": "x"})


@pytest.mark.parametrize(
    "source", ["{{ x|default:'' }}", "{% if x %}a{% endif %}", "{{ empty }}", "{{ none }}"]
)
def test_deliberate_absence_passes(source: str) -> None:
    draw(source, "templates/roles/x.html", empty="", none=None)


@pytest.mark.parametrize("file", ["templates/admin/x.html", ".venv/lib/crispy/field.html"])
def test_templates_of_others_are_left_alone(file: str) -> None:
    assert draw("{{ x }}", file) == ""
