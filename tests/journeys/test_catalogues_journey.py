"""O*NET beside the built-in catalogue: from the choice on the start page to the plan."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from roles import actions
from roles.editions import LoadedEdition
from roles.sources.onet import read_onet
from tests.journeys.conftest import OpenBrowser
from tests.roles.sources.places import ONET, real_data


def _publish_onet() -> None:
    content = read_onet(ONET, lambda _text: None).catalogue
    actions.publish_of_its_own(
        catalogue=content, slug="onet", title="O*NET occupations", note="All", author="tests"
    )
