"""Addresses of assessments."""

from django.urls import path

from assessments.views import again, compare, more, questionnaire, quick, results

app_name = "assessments"
urlpatterns = [
    path("", questionnaire.index, name="index"),
    path("start/", questionnaire.start, name="start"),
    path("history/", again.history, name="history"),
    path("compare/", compare.compare_mine, name="compare_mine"),
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
    path("<str:key>/plan/", results.plan, name="plan"),
    path("<str:key>/plan/tick/", results.tick, name="tick"),
    path("<str:key>/again/", again.again, name="again"),
    path("<str:key>/again/questions/", again.again_questions, name="again_questions"),
    path("<str:key>/changes/", again.changes, name="changes"),
    path("<str:key>/current/", again.current, name="current"),
    path("<str:key>/compare/", compare.compare, name="compare"),
]
