"""The forms of the plan: how it is laid out, progress and notes of a step, steps of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from assessments.engine.plan import PHASES, PlanStep
from assessments.engine.schedule import monday_of
from assessments.models import Assessment, OwnStep, PlanKind, Status, StepProgress, limits
from assessments.pages.days import day_words
from assessments.pages.fields import MultilineField, whole_number
from assessments.plan.actions import Notes, OwnWords
from assessments.store import completion_day, plan_start
from roles.document.types import Cost, Phase, ResourceFormat

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
WEEKS_SHOWN = 52
LONGEST = {
    "intention": limits.LONGEST_INTENTION,
    "note": limits.LONGEST_NOTE,
    "evidence": limits.LONGEST_EVIDENCE,
}


class DayField(forms.DateField):
    """A day within limits.FIRST_DAY and LAST_DAY, or nothing."""

    def __init__(self, label: str, help_text: str) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            input_formats=DAY_FORMATS,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": f"{label}: enter a day, for example 30/11/2026"},
        )

    def clean(self, value: Any) -> date | None:
        """The day, None for nothing; raises ValidationError for one outside the limits."""
        day: date | None = super().clean(value)
        first, last = limits.FIRST_DAY, limits.LAST_DAY
        if day and not first <= day <= last:
            raise forms.ValidationError(
                f"{self.label}: enter a day in the years {first.year} to {last.year}"
            )
        return day


class WeeksField(forms.MultipleChoiceField):
    """Mondays as ISO dates. The weeks on offer move on with time; any week is taken."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        """Whether ``value`` is an ISO date within the limits, whichever weeks are on offer."""
        try:
            return limits.FIRST_MONDAY <= date.fromisoformat(value) <= limits.LAST_DAY
        except ValueError:
            return False


class PlanForm(forms.Form):
    """How to lay the plan out: hours a week, the days, and which steps it is made of."""

    hours_per_week = whole_number("Hours a week", *limits.HOURS_A_WEEK)
    plan_start = DayField("First day", "")
    ready_by = DayField("Ready by", "If there is a day that matters to you.")
    weeks_off = WeeksField(
        label="Weeks off",
        required=False,
        error_messages={"invalid_choice": "Weeks off: choose from the weeks shown"},
    )
    plan_kind = forms.ChoiceField(
        label="Which plan?",
        choices=PlanKind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose one of the plans"),
    )
    plan_target = whole_number("Readiness to reach", *limits.PLAN_TARGET)
    plan_budget = whole_number("Hours in all", *limits.PLAN_BUDGET)

    def __init__(self, assessment: Assessment, today: date, data: Any = None) -> None:
        saved = {name: getattr(assessment, name) for name in self.base_fields}
        super().__init__(data, initial=saved)
        self.assessment, self.today = assessment, today
        begin = plan_start(assessment)
        if assessment.plan_start is None:
            self.fields[
                "plan_start"
            ].help_text = f"Left empty: {day_words(begin, today)}, when you finished your answers."
        weeks = self.fields["weeks_off"]
        if isinstance(weeks, WeeksField):
            weeks.choices = _weeks(max(begin, today), assessment.weeks_off, today)

    def clean_weeks_off(self) -> list[date]:
        """The chosen weeks as days; more than limits.MOST_WEEKS_OFF are refused."""
        weeks = self.cleaned_data["weeks_off"]
        if len(weeks) > limits.MOST_WEEKS_OFF:
            raise forms.ValidationError(f"Weeks off: choose at most {limits.MOST_WEEKS_OFF}")
        return [date.fromisoformat(week) for week in weeks]

    def clean(self) -> None:
        """Check that the day to be ready by comes after the start.

        Of the two numbers, only the one that the chosen plan needs must be right; if the other is
        wrong, it stays as saved.
        """
        numbers = {
            "plan_target": PlanKind.FEWEST_HOURS,
            "plan_budget": PlanKind.MOST_READINESS,
        }
        for name, kind in numbers.items():
            if name in self.errors and self.cleaned_data.get("plan_kind") != kind:
                del self.errors[name]
                self.cleaned_data[name] = self.initial[name]
        self._check_ready_by()

    def _check_ready_by(self) -> None:
        # Rating again keeps the day and begins the plan anew, perhaps after it: it may stay so.
        as_saved = not {"ready_by", "plan_start"} & {*self.changed_data}
        ready_by, typed = self.cleaned_data.get("ready_by"), self.cleaned_data.get("plan_start")
        if as_saved or "plan_start" in self.errors or not ready_by:
            return
        start = typed or completion_day(self.assessment)
        if ready_by <= start:
            which = "" if typed else f", {day_words(start, self.today)}"
            self.add_error("ready_by", f"Ready by: enter a day after the first day{which}")


def _weeks(first: date, saved: Sequence[str], today: date) -> list[tuple[str, str]]:
    """A year of weeks from ``first`` on to choose from, and those saved that are not among them."""
    monday = monday_of(first)
    days = {monday + timedelta(weeks=week) for week in range(WEEKS_SHOWN)}
    days |= {date.fromisoformat(day) for day in saved}
    return [(day.isoformat(), day_words(day, today)) for day in sorted(days)]


class StepForm(forms.Form):
    """How far a person is with one step, their notes, and the way and resource chosen."""

    status = forms.ChoiceField(
        label="How far are you?",
        choices=Status.choices,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "How far are you: choose one from the list"
        ),
    )
    intention = forms.CharField(required=False, label="When and where you mean to do it")
    note = MultilineField(required=False, label="Note")
    evidence = MultilineField(required=False, label="What shows that you can")
    way = forms.ChoiceField(
        required=False,
        label="Which way?",
        error_messages={"invalid_choice": "Which way: choose one of those shown"},
    )
    resource = forms.ChoiceField(
        required=False,
        label="Where to learn it",
        error_messages={"invalid_choice": "Where to learn it: choose one of those shown"},
    )

    def __init__(self, step: PlanStep, saved: StepProgress | None, data: Any) -> None:
        # What a form leaves out is shown as it was, and not written.
        before = saved or StepProgress()
        self.sent = [name for name in self.base_fields if name in data]
        shown = {name: data.get(name, getattr(before, name)) for name in self.base_fields}
        super().__init__(shown, auto_id=f"id_{step.anchor}_%s")
        for name, longest in LONGEST.items():
            self.fields[name].validators.append(_at_most(self.fields[name].label, longest))
        urls = [item.url for other in step.alternatives for item in other.resources]
        urls += [item.url for item in step.resources]
        # What was chosen on another edition may not be there; it may stay as it is all the same.
        self._offer("way", [*(other.slug for other in step.alternatives), before.way])
        self._offer("resource", [*urls, before.resource])

    def _offer(self, name: str, values: Sequence[str]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", ""), *((value, value) for value in values)]

    def notes(self) -> Notes:
        """What was sent. Call after is_valid()."""
        return Notes(**{name: self.cleaned_data[name] for name in self.sent})


def _at_most(label: Any, longest: int) -> Any:
    def check(text: str) -> None:
        if len(text) > longest:
            raise forms.ValidationError(
                f"{label}: {len(text)} characters are too many, at most {longest}"
            )

    return check


class OwnStepForm(forms.Form):
    """A step that the person adds, or changes if ``step`` is given."""

    title = forms.CharField(
        label="What is the step called?",
        max_length=limits.LONGEST_TITLE,
        error_messages={
            "required": "The step needs a name",
            "max_length": f"The step's name: at most {limits.LONGEST_TITLE} characters",
        },
    )
    what = MultilineField(
        label="What will you do?",
        required=False,
        max_length=limits.LONGEST_WHAT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": f"What you will do: at most {limits.LONGEST_WHAT} characters"
        },
    )
    hours = whole_number("Hours it takes", *limits.OWN_STEP_HOURS)
    phase = forms.ChoiceField(
        label="Phase",
        choices=[(phase.value, phase.title) for phase in PHASES],
        initial=Phase.GAIN_EXPERIENCE.value,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Phase: choose one from the list"
        ),
    )

    def __init__(self, data: Any = None, step: OwnStep | None = None) -> None:
        saved = {name: getattr(step, name) for name in self.base_fields} if step else None
        super().__init__(data, initial=saved, auto_id="id_own_%s")

    def words(self) -> OwnWords:
        """The step as described. Call after is_valid()."""
        return OwnWords(**{**self.cleaned_data, "phase": Phase(self.cleaned_data["phase"])})


class FilterForm(forms.Form):
    """Which resources the plan names. Values that make no sense are ignored: it is in addresses."""

    cost = forms.ChoiceField(
        label="Cost",
        required=False,
        choices=[("", "Any cost"), (Cost.FREE.value, "Free only")],
    )
    kind = forms.ChoiceField(
        label="Kind",
        required=False,
        choices=[("", "Any kind"), *((kind.value, kind.value.title()) for kind in ResourceFormat)],
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="id_filter_%s")
        self.is_valid()

    def chosen(self) -> dict[str, str]:
        """The filters that are set, by name."""
        return {name: value for name, value in self.cleaned_data.items() if value}
