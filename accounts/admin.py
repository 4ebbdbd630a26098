"""Secrets of people's sign-ins are no business of editors."""

from allauth.mfa.models import Authenticator
from django.contrib import admin

admin.site.unregister(Authenticator)
