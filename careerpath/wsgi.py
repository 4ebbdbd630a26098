"""The application that gunicorn serves: careerpath.wsgi:application."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from careerpath.middleware import below, with_safe_charset

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerpath.settings")

application = below(settings.FORCE_SCRIPT_NAME or "", with_safe_charset(get_wsgi_application()))
