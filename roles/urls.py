"""Addresses of the public pages: the editors' catalogue at the root, others below their slug."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from roles.public import views

app_name = "roles"

of_a_catalogue: list[URLPattern] = [
    path("", views.to_roles),
    path("roles/", views.index, name="catalogue_index"),
    path("roles/<str:slug>/", views.role, name="catalogue_role"),
    path("compare/", views.compare_pick, name="catalogue_compare_pick"),
    # No slug contains "-vs-", so an address splits in one way only.
    re_path(
        r"^compare/(?P<first>[^/]+?)-vs-(?P<second>[^/]+)/\Z",
        views.compare,
        name="catalogue_compare",
    ),
    path("compare/<str:pair>/", views.not_a_pair),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("roles/", views.index, name="index"),
    path("roles/<str:slug>/", views.role, name="role"),
    path("compare/", views.compare_pick, name="compare_pick"),
    # No slug contains "-vs-", so an address splits in one way only.
    re_path(r"^compare/(?P<first>[^/]+?)-vs-(?P<second>[^/]+)/\Z", views.compare, name="compare"),
    path("compare/<str:pair>/", views.not_a_pair),
    path("catalogues/", views.catalogues, name="catalogues"),
    path("catalogues/<str:catalogue>/", include(of_a_catalogue)),
]
