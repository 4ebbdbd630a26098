"""Addresses of assessments."""

from django.urls import path

from assessments.views import more, plan, questionnaire, quick, results

app_name = "assessments"
urlpatterns = [
    path("", questionnaire.index, name="index"),
    path("start/", questionnaire.start, name="start"),
    path("<str:key>/", results.results, name="results"),
    path("<str:key>/questions/", questionnaire.resume, name="resume"),
    path("<str:key>/questions/<int:number>/", questionnaire.page, name="page"),
    path("<str:key>/quick/", quick.go_on, name="quick"),
    path("<str:key>/quick/<str:slug>/", quick.question, name="quick_question"),
    path("<str:key>/check/", questionnaire.check, name="check"),
    path("<str:key>/delete/", questionnaire.remove, name="remove"),
    path("<str:key>/roles/<str:slug>/", results.gaps, name="gaps"),
    path("<str:key>/roles/<str:slug>/questions/", more.role_questions, name="role_questions"),
    path("<str:key>/interests/", more.interests, name="interests"),
    path("<str:key>/target/", results.target, name="target"),
    path("<str:key>/roles/<str:slug>/first/", results.first, name="first"),
    path("<str:key>/what-if/<str:slug>/", results.what_if, name="what_if"),
    path("<str:key>/why/", results.why, name="why"),
    path("<str:key>/weight/", results.weight, name="weight"),
    path("<str:key>/plan/", plan.plan, name="plan"),
    path("<str:key>/plan/tick/", plan.tick, name="tick"),
    path("<str:key>/plan/note/", plan.note, name="note"),
    path("<str:key>/plan/own/", plan.add, name="add_step"),
    path("<str:key>/plan/own/<int:number>/", plan.change, name="change_step"),
    path("<str:key>/plan/own/<int:number>/remove/", plan.remove, name="remove_step"),
]
