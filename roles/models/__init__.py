"""The rows editors work on, and the editions made from them.

Readers never see these rows: every public page and every result reads an Edition.
Field names are those of the catalogue document, so that one mapping serves both ways.
"""

from roles.models.editions import (
    MAIN,
    Catalogue,
    CatalogueInfo,
    Edition,
    EditionQuerySet,
    ImmutableError,
    join_edition,
)
from roles.models.imports import ImportState, PendingImport
from roles.models.jobs import FeaturedJob
from roles.models.links import LinkCheck
from roles.models.questionnaires import Questionnaire, QuestionnaireActivity, Section, SectionSkill
from roles.models.role import (
    Certificate,
    Education,
    Family,
    Industry,
    Outlook,
    RelatedRole,
    Requirement,
    Responsibility,
    Role,
    RoleActivity,
    RoleSource,
    RoleTool,
    Salary,
    Seniority,
    StartingStep,
)
from roles.models.schedule import ScheduledEdition, ScheduleState
from roles.models.skills import (
    Activity,
    Category,
    LearningStep,
    LevelStatement,
    Resource,
    Skill,
    Tool,
)
from roles.models.titles import JobTitle

__all__ = [
    "MAIN",
    "Activity",
    "Catalogue",
    "CatalogueInfo",
    "Category",
    "Certificate",
    "Edition",
    "EditionQuerySet",
    "Education",
    "Family",
    "FeaturedJob",
    "ImmutableError",
    "ImportState",
    "Industry",
    "JobTitle",
    "LearningStep",
    "LevelStatement",
    "LinkCheck",
    "Outlook",
    "PendingImport",
    "Questionnaire",
    "QuestionnaireActivity",
    "RelatedRole",
    "Requirement",
    "Resource",
    "Responsibility",
    "Role",
    "RoleActivity",
    "RoleSource",
    "RoleTool",
    "Salary",
    "ScheduleState",
    "ScheduledEdition",
    "Section",
    "SectionSkill",
    "Seniority",
    "Skill",
    "StartingStep",
    "Tool",
    "join_edition",
]
