"""The editors' site: Django's admin, in which no list fails on what an address or a form says.

Django refuses filters that it cannot make sense of, but only while it builds the query. Those that
fail later (a number beyond 64 bits, a year 0, half a range, a broken regular expression) and keys
of ticked rows that are no keys would be errors of the server.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import Permission
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
else:
    AnyModelAdmin = admin.ModelAdmin


class SteadyChangeList(ChangeList):
    """A list that treats a filter the database refuses as Django treats one it cannot build."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        try:
            with transaction.atomic():  # PostgreSQL goes on after an error only from a savepoint
                super().__init__(request, *args, **kwargs)  # counts the rows
        except (ArithmeticError, LookupError, ValueError, DatabaseError) as error:
            if not request.GET:  # no filter was asked for, so the fault is ours
                raise
            raise IncorrectLookupParameters(error) from error


class SteadyLists(AnyModelAdmin):
    """What every model's admin inherits first, so that no odd address or form breaks its list."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The class of the list page."""
        return SteadyChangeList

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Django's field, without permissions on the worker's queue, which has no pages."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field and field.queryset is not None and db_field.related_model is Permission:
            queue = "django_tasks_database"
            field.queryset = field.queryset.exclude(content_type__app_label=queue)
        return field

    def response_action(  # type: ignore[override]  # its stub has an argument too many
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        """Run an action on the ticked rows, leaving out keys that cannot be keys.

        Django leaves out keys that no row has, but fails on text where a number belongs.
        """
        sent = request.POST.copy()
        keys = [key for key in sent.getlist(ACTION_CHECKBOX_NAME) if _may_be_key(self.model, key)]
        sent.setlist(ACTION_CHECKBOX_NAME, keys)
        request.POST = sent  # type: ignore[assignment]
        return super().response_action(request, queryset)


class EditorsSite(admin.AdminSite):
    """The editors' site: every model, those of Django and of libraries too, gets SteadyLists.

    It has no door of its own: editors sign in where everybody does.
    """

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Redirect to the site's sign-in, with its limits and its second step; 403 for others.

        A password sent here is not looked at.
        """
        wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
        safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
        to = wanted if safe else resolve_url("admin:index")
        if self.has_permission(request):
            return HttpResponseRedirect(to)
        if request.user.is_authenticated:
            raise PermissionDenied("This account is not an editor's.")
        return redirect_to_login(to)

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[admin.ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Register a model, its admin class combined with SteadyLists."""
        given = admin_class or admin.ModelAdmin
        steady = type(given.__name__, (SteadyLists, given), {"__module__": given.__module__})
        super().register(model_or_iterable, steady, **options)


def _may_be_key(model: type[Model], text: str) -> bool:
    try:
        model._meta.pk.clean(text, None)
    except ValidationError:
        return False
    return True
