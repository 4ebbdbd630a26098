"""What an assessment may hold, said once: for its forms, its file and its tables.

Pairs are the least and the most, both allowed; lengths are in characters.
"""

from __future__ import annotations

from datetime import date

from assessments.engine.schedule import MOST_HOURS, monday_of

HOURS_A_WEEK = (1, MOST_HOURS)
INTEREST_WEIGHT = (0, 100)  # per cent
PLAN_TARGET = (1, 100)  # per cent of readiness
PLAN_BUDGET = (1, 5000)  # hours
OWN_STEP_HOURS = (1, 2000)

MOST_FAMILIES = 3
MOST_OWN_STEPS = 50
MOST_WEEKS_OFF = 200

# Days that somebody plans with. Centuries on either side are left, so that weeks counted from
# them stay within the calendar.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
FIRST_MONDAY = monday_of(FIRST_DAY)  # of the week that the first day is in: a week off begins then

LONGEST_EDUCATION = 1000
LONGEST_NOTE = 2000
LONGEST_EVIDENCE = 2000
LONGEST_INTENTION = 300
LONGEST_WAY = 100  # the slug of a learning step
LONGEST_RESOURCE = 500  # the address of a resource
LONGEST_STEP = 250  # what names a step within its edition
LONGEST_TITLE = 200  # of an own step
LONGEST_WHAT = 2000  # of an own step
