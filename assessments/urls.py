"""Addresses of assessments."""

from django.urls import path

from assessments.views import imports, more, plan, questionnaire, quick, results, take_along

app_name = "assessments"
urlpatterns = [
    path("", questionnaire.index, name="index"),
    path("start/", questionnaire.start, name="start"),
    path("import/", imports.import_file, name="import"),
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
    path("<str:key>/take-along/", take_along.take_along, name="take_along"),
    path("<str:key>/take-along/feed/", take_along.make_feed, name="make_feed"),
    path("<str:key>/take-along/feed/revoke/", take_along.revoke_feed, name="revoke_feed"),
    path("<str:key>/take-along/share/", take_along.share, name="share"),
    path("<str:key>/take-along/share/revoke/", take_along.revoke_share, name="revoke_share"),
    path("<str:key>/export/<str:suffix>/", take_along.export, name="export"),
    path("<str:key>/calendar.ics", take_along.calendar_file, name="calendar"),
]
