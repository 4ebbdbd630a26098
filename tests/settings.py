"""The site's settings, with what tests need set before they are read."""

import os

os.environ["CAREERPATH_DEBUG"] = "1"
os.environ["CAREERPATH_TESTING"] = "1"
# Playwright keeps an event loop running in the thread that also uses the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from careerpath.settings import *  # noqa: F403
from careerpath.settings import TEMPLATES
from tests.templates import FailOnUndefined

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = FailOnUndefined()
