"""Addresses of the public catalogue."""

from django.urls import URLPattern, path, re_path

from roles import views

app_name = "roles"

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("roles/", views.index, name="index"),
    path("roles/<str:slug>/", views.role, name="role"),
    path("compare/", views.compare_pick, name="compare_pick"),
    # No slug contains "-vs-", so an address splits in one way only.
    re_path(r"^compare/(?P<first>[^/]+?)-vs-(?P<second>[^/]+)/\Z", views.compare, name="compare"),
    path("compare/<str:pair>/", views.not_a_pair),
]
