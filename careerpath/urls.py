"""All addresses. The apps are named as text, because this package imports none of them."""

from django.contrib import admin
from django.urls import include, path

from careerpath.health import healthz

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("account/", include("accounts.urls")),
    path("assessments/", include("assessments.urls")),
    path("", include("roles.urls")),
]
