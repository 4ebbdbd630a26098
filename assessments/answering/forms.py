"""The forms of the questionnaire and of the quick check."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import ngettext

from assessments.answering.actions import Background, PageAnswers
from assessments.models import Assessment, limits
from assessments.pages.fields import MultilineField
from assessments.pages.words import minutes_words
from assessments.questions.families import FamilyChoice
from assessments.questions.questionnaire import Page, Question, answer_of, form_value
from assessments.questions.tools import named_tools, near_tools, usual_tools
from assessments.store import GivenAnswers
from roles.editions import LoadedEdition

LEAST_HOURS, MOST_HOURS = limits.HOURS_A_WEEK
NOTHING_RATED = "Rate at least one skill: with no rating there is nothing to compare"


class Likert(Field):  # type: ignore[misc]  # crispy-forms has no types
    """A question as a fieldset of radio buttons, each with its statement."""

    template = "answering/likert.html"


class Plain(Field):  # type: ignore[misc]
    """A labelled input with hint and error in the site's own look."""

    template = "components/field.html"


class Checkboxes(Field):  # type: ignore[misc]
    """A fieldset of checkboxes."""

    template = "answering/checkboxes.html"


class QuestionField(forms.ChoiceField):
    """A question's answer: "0" to "4", "unsure", or "" when left blank."""

    def __init__(self, question: Question) -> None:
        self.question = question
        super().__init__(
            choices=[(option.value, option.name) for option in question.options],
            required=False,
            label=question.title,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": f"{question.title}: choose one of the answers shown"},
        )


class QuestionsForm(forms.Form):
    """The form of one page of questions, a field each; every question may be left blank."""

    def __init__(self, page: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        for question in page.questions:
            self.fields[question.field] = QuestionField(question)
        self.helper = _helper(*(Likert(question.field) for question in page.questions))

    def answers(self) -> PageAnswers:
        """The answers; questions left blank are not among them. Call after is_valid()."""
        found = PageAnswers()
        for question in self.page.questions:
            value = self.cleaned_data[question.field]
            if value:
                found.of(question.kind)[question.slug] = answer_of(value)
        return found


class QuickForm(forms.Form):
    """One skill's question on its own; each answer is a button.

    ``stop``: the person asked for the results instead, which needs a rating first.
    """

    def __init__(self, question: Question, data: Any = None, *, stop: bool = False) -> None:
        super().__init__(data)
        self.question = question
        field = QuestionField(question)
        field.required = True
        wrong = field.error_messages["invalid_choice"]
        field.error_messages["required"] = NOTHING_RATED if stop else wrong
        self.fields["answer"] = field

    def answers(self) -> PageAnswers:
        """The one answer. Call after is_valid()."""
        return PageAnswers({self.question.slug: answer_of(self.cleaned_data["answer"])})


class BackgroundForm(forms.Form):
    """Education, hours a week and tools: none of it enters a score."""

    education = MultilineField(
        label="Education and training",
        help_text="In your own words, for example “BSc in biology, one SQL course”.",
        max_length=limits.LONGEST_EDUCATION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    hours_per_week = forms.IntegerField(
        label="Hours a week you could give to learning",
        help_text=f"A whole number from {LEAST_HOURS} to {MOST_HOURS}. You can change it later.",
        min_value=LEAST_HOURS,
        max_value=MOST_HOURS,
        error_messages={
            "required": f"Hours a week: enter a whole number from {LEAST_HOURS} to {MOST_HOURS}",
            "invalid": f"Hours a week: enter a whole number from {LEAST_HOURS} to {MOST_HOURS}",
            "min_value": f"Hours a week: enter at least {LEAST_HOURS}",
            "max_value": f"Hours a week: enter at most {MOST_HOURS}",
        },
    )
    tools = forms.MultipleChoiceField(
        label="Tools you have used",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Tools: choose from the list shown"},
    )

    other_tools = forms.CharField(
        label="Other tools you have used",
        help_text="Their names, with commas between them.",
        max_length=1000,
        required=False,
    )

    def __init__(
        self, edition: LoadedEdition, families: tuple[str, ...], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        # A tool chosen before stays on the list, though it may not be among the usual ones.
        usual = usual_tools(edition, families)
        chosen = [slug for slug in self.initial.get("tools", ()) if slug in edition.tools]
        offered = dict.fromkeys([*(tool.slug for tool in usual), *chosen])
        tools = self.fields["tools"]
        if isinstance(tools, forms.MultipleChoiceField):
            names = sorted(((slug, edition.tools[slug].name) for slug in offered), key=_by_name)
            tools.choices = names
        rows = [Plain("education"), Plain("hours_per_week"), Checkboxes("tools")]
        if len(usual) < len(edition.catalogue.tools):
            rows.append(Plain("other_tools"))
        else:
            del self.fields["other_tools"]
        self.helper = _helper(*rows)

    def clean_other_tools(self) -> list[str]:
        """Slugs of the tools named; a name that is no tool's is refused, with names near it."""
        found, unknown = named_tools(self.edition, self.cleaned_data["other_tools"])
        if unknown:
            near = ", ".join(near_tools(self.edition, unknown[0]))
            tip = f"did you mean {near}?" if near else "leave it out or try another name"
            raise forms.ValidationError(f"Other tools: “{unknown[0][:60]}” is not known; {tip}")
        return found

    def answers(self) -> PageAnswers:
        """The education, tools and hours a week. Call after is_valid()."""
        data = self.cleaned_data
        tools = tuple(dict.fromkeys([*data["tools"], *data.get("other_tools", ())]))
        return PageAnswers(background=Background(data["education"], tools, data["hours_per_week"]))


def page_form(
    page: Page,
    edition: LoadedEdition,
    assessment: Assessment,
    given: GivenAnswers,
    data: Any = None,
) -> QuestionsForm | BackgroundForm:
    """The form of a page, filled with ``data`` or else with what was saved before."""
    if page.background:
        saved = {
            "education": assessment.education,
            "tools": assessment.tools,
            "hours_per_week": assessment.hours_per_week,
        }
        return BackgroundForm(edition, tuple(assessment.families), data, initial=saved)
    answers = {q.field: form_value(given.of(q.kind), q.slug) for q in page.questions}
    return QuestionsForm(page, data, initial=answers)


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].lower()


def _helper(*rows: Field) -> FormHelper:
    helper = FormHelper()
    # The page's template has the form's tag, with the token and the buttons in it.
    helper.form_tag = False
    helper.disable_csrf = True
    helper.form_show_errors = True
    helper.layout = Layout(*rows)
    return helper


class FamiliesForm(forms.Form):
    """The choice of one to three families of roles to be asked about."""

    families = forms.MultipleChoiceField(
        label="Families of roles",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one family, and at most three",
            "invalid_choice": "Choose from the families shown",
        },
    )

    def __init__(self, choices: tuple[FamilyChoice, ...], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["families"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(item.name, _family_words(item)) for item in choices]

    def clean_families(self) -> list[str]:
        """The chosen families; more than three are refused."""
        chosen: list[str] = self.cleaned_data["families"]
        if len(chosen) > limits.MOST_FAMILIES:
            raise forms.ValidationError(
                f"You chose {len(chosen)} families: choose at most {limits.MOST_FAMILIES}"
            )
        return chosen


def _family_words(item: FamilyChoice) -> str:
    roles = ngettext("%(roles)s role", "%(roles)s roles", item.roles) % {"roles": f"{item.roles:,}"}
    time = minutes_words(item.minutes)
    return f"{item.name} ({roles}; {item.skills} questions, about {time})"
