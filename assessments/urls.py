"""Addresses of assessments."""

from django.urls import path

from assessments.views import questionnaire, results

app_name = "assessments"
urlpatterns = [
    path("", questionnaire.index, name="index"),
    path("start/", questionnaire.start, name="start"),
    path("<str:key>/", results.results, name="results"),
    path("<str:key>/questions/", questionnaire.resume, name="resume"),
    path("<str:key>/questions/<int:number>/", questionnaire.page, name="page"),
    path("<str:key>/check/", questionnaire.check, name="check"),
    path("<str:key>/delete/", questionnaire.remove, name="remove"),
    path("<str:key>/roles/<str:slug>/", results.gaps, name="gaps"),
    path("<str:key>/target/", results.target, name="target"),
    path("<str:key>/plan/", results.plan, name="plan"),
    path("<str:key>/plan/tick/", results.tick, name="tick"),
]
