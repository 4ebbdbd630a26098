"""The answer to somebody who writes to an assessment that was deleted meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse

from assessments.locking import GoneError

P = ParamSpec("P")


def gone_is_not_found(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Answer 404 where an action finds nothing left to write to: the row opened a moment ago.

    For every view that writes, so that one cannot tell by the answer which came too late.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except GoneError as error:
            raise Http404(str(error)) from error

    return wrapped
