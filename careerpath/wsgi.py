"""The application that gunicorn serves: careerpath.wsgi:application."""

import os

from django.core.wsgi import get_wsgi_application

from careerpath.middleware import with_safe_charset

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerpath.settings")

application = with_safe_charset(get_wsgi_application())
