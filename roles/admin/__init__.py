"""The editors' pages. Nothing saved here reaches readers before it is published."""

from django.contrib import admin

from roles.admin import editions, jobs, log, questionnaires, role, skills, vocabulary

__all__ = ["editions", "jobs", "log", "questionnaires", "role", "skills", "vocabulary"]

admin.site.site_header = "CareerPath editors"
admin.site.site_title = "CareerPath editors"
admin.site.index_title = "The catalogue"
