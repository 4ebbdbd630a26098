"""Addresses of shared pages and calendar feeds, which open to whoever has them."""

from django.urls import path

from assessments.sharing import public_views

app_name = "public"
urlpatterns = [
    path("shared/<str:key>/", public_views.shared, name="shared"),
    path("calendar/<str:key>.ics", public_views.feed, name="feed"),
    path("robots.txt", public_views.robots, name="robots"),
]
