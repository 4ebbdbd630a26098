"""What writes to the catalogue's tables, all of it: each function is atomic and keyword-only.

The admin's own forms for single rows are the exception.
"""

from roles.draft.actions.base import UnchangedError
from roles.draft.actions.content import Asked, import_catalogue, set_requirements
from roles.draft.actions.imports import (
    ChangedError,
    begin_import,
    claim_import,
    confirm_import,
    hold_import,
    refuse_import,
    release_import,
    report_import,
)
from roles.draft.actions.publishing import (
    cancel_scheduled,
    publish,
    publish_of_its_own,
    publish_scheduled,
    restore,
    schedule,
)
from roles.draft.actions.upkeep import (
    PUBLISHERS,
    VIEWERS,
    WRITERS,
    feature_jobs,
    keep_job_titles,
    make_groups,
    mark_links,
)

__all__ = [
    "PUBLISHERS",
    "VIEWERS",
    "WRITERS",
    "Asked",
    "ChangedError",
    "UnchangedError",
    "begin_import",
    "cancel_scheduled",
    "claim_import",
    "confirm_import",
    "feature_jobs",
    "hold_import",
    "import_catalogue",
    "keep_job_titles",
    "make_groups",
    "mark_links",
    "publish",
    "publish_of_its_own",
    "publish_scheduled",
    "refuse_import",
    "release_import",
    "report_import",
    "restore",
    "schedule",
    "set_requirements",
]
