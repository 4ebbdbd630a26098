"""All addresses. The apps are named as text, because this package imports none of them."""

from django.contrib import admin
from django.urls import include, path

from careerpath.gallery import gallery
from careerpath.health import healthz

urlpatterns = [
    path("admin/", admin.site.urls),
    path("gallery/", gallery, name="gallery"),
    path("healthz", healthz, name="healthz"),
    path("account/", include("accounts.urls")),
    path("assessments/", include("assessments.urls")),
    path("", include("assessments.sharing.public_urls")),
    path("", include("roles.urls")),
]
