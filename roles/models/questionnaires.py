"""Rows of questionnaires: which skills and activities are asked about, in what order."""

from __future__ import annotations

from django.db import models

from roles.models.base import OrderedRow, SlugRow, check_text
from roles.models.skills import Activity, Skill


class Questionnaire(SlugRow):
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True, validators=[check_text])
    activities = models.ManyToManyField(Activity, through="QuestionnaireActivity", blank=True)

    def __str__(self) -> str:
        return self.title


class QuestionnaireActivity(OrderedRow):
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="activity_rows")
    activity = models.ForeignKey(Activity, models.PROTECT)

    class Meta(OrderedRow.Meta):
        verbose_name_plural = "questionnaire activities"
        constraints = (
            models.UniqueConstraint(
                fields=("questionnaire", "activity"), name="one_question_per_activity"
            ),
        )

    def __str__(self) -> str:
        return str(self.activity)


class Section(OrderedRow):
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="sections")
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True, validators=[check_text])

    def __str__(self) -> str:
        return self.title


class SectionSkill(OrderedRow):
    section = models.ForeignKey(Section, models.CASCADE, related_name="skill_rows")
    skill = models.ForeignKey(Skill, models.PROTECT)

    class Meta(OrderedRow.Meta):
        constraints = (
            models.UniqueConstraint(fields=("section", "skill"), name="one_question_per_skill"),
        )

    def __str__(self) -> str:
        return str(self.skill)
