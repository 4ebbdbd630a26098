"""Addresses of accounts: our pages, then allauth's."""

from django.urls import include, path

from accounts.views import email, own, reminders

OWN = [
    path("", own.page, name="page"),
    path("download/", own.download, name="download"),
    path("delete/", own.delete, name="delete"),
    path("deleted/", own.deleted, name="deleted"),
    path("assessments/<str:key>/reminder/", reminders.reminder, name="reminder"),
    path("assessments/<str:key>/shares/revoke/", own.revoke_share, name="revoke_share"),
    path("assessments/<str:key>/feed/revoke/", own.revoke_feed, name="revoke_feed"),
    path("reminders/stop/<str:token>/", reminders.stop, name="stop"),
]
urlpatterns = [
    path("", include((OWN, "accounts"))),
    path("email/", email.page, name="account_email"),
    path("", include("allauth.urls")),
]
