"""Addresses of assessments. Each room's views stand in the room."""

from django.urls import path

from assessments.answering import open_questions_views, quick_views
from assessments.answering import views as answering
from assessments.exports import views as exports
from assessments.plan import views as plan
from assessments.portable import views as portable
from assessments.reassessment import views as reassessment
from assessments.results import views as results
from assessments.sharing import views as sharing

app_name = "assessments"
urlpatterns = [
    path("", answering.index, name="index"),
    path("start/", answering.start, name="start"),
    path("import/", portable.import_file, name="import"),
    path("families/", answering.families, name="families"),
    path("history/", reassessment.history, name="history"),
    path("compare/", results.compare_mine, name="compare_mine"),
    path("results/", results.newest, name="newest"),
    # Below the words above: a key may be any text, and would take them.
    path("<str:key>/", results.results, name="results"),
    path("<str:key>/questions/", answering.resume, name="resume"),
    path("<str:key>/questions/<int:number>/", answering.page, name="page"),
    path("<str:key>/quick/", quick_views.go_on, name="quick"),
    path("<str:key>/quick/<str:slug>/", quick_views.question, name="quick_question"),
    path("<str:key>/check/", answering.check, name="check"),
    path("<str:key>/delete/", answering.remove, name="remove"),
    path("<str:key>/roles/<str:slug>/", results.gaps, name="gaps"),
    path(
        "<str:key>/roles/<str:slug>/questions/",
        open_questions_views.role_questions,
        name="role_questions",
    ),
    path("<str:key>/interests/", open_questions_views.interests, name="interests"),
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
    path("<str:key>/take-along/", sharing.take_along, name="take_along"),
    path("<str:key>/take-along/feed/", sharing.make_feed, name="make_feed"),
    path("<str:key>/take-along/feed/revoke/", sharing.revoke_feed, name="revoke_feed"),
    path("<str:key>/take-along/share/", sharing.share, name="share"),
    path("<str:key>/take-along/share/revoke/", sharing.revoke_share, name="revoke_share"),
    path("<str:key>/export/<str:format_slug>/", exports.export, name="export"),
    path("<str:key>/calendar.ics", exports.calendar_file, name="calendar"),
    path("<str:key>/again/", reassessment.again, name="again"),
    path("<str:key>/again/questions/", reassessment.again_questions, name="again_questions"),
    path("<str:key>/changes/", reassessment.changes, name="changes"),
    path("<str:key>/current/", reassessment.current, name="current"),
    path("<str:key>/method/", reassessment.todays_method, name="todays_method"),
    path("<str:key>/compare/", results.compare, name="compare"),
]
