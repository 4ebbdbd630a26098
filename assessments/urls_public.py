"""Addresses that open to whoever has them."""

from django.urls import path

from assessments.views import public

app_name = "public"
urlpatterns = [
    path("shared/<str:key>/", public.shared, name="shared"),
    path("calendar/<str:key>.ics", public.feed, name="feed"),
    path("robots.txt", public.robots, name="robots"),
]
