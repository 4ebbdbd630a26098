"""What stands between the server and Django.

Input that no browser sends gets a clear 400 or 413 instead of a 500, a refused method a page that
leads on, and the site may be below a path.
"""

import codecs
import logging
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string, select_template
from django.urls import get_script_prefix
from django.utils.html import escape
from django.utils.http import parse_header_parameters

logger = logging.getLogger(__name__)

FORM_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
DECLARED_CHARSET = "careerpath.declared_charset"

TITLES = {400: "This request can't be used", 413: "This request is too large"}
CHARSET = "The form was sent in a character encoding other than UTF-8."
NUL = "The request contains a NUL character, which no text here can contain."
TOO_BIG = "The form holds more data than this site accepts. Nothing was saved."
TOO_MANY = "The form holds more fields than this site accepts. Nothing was saved."
UNREADABLE = "The form could not be read. Nothing was saved."


def is_utf8(charset: str) -> bool:
    """Whether the name means UTF-8, or ASCII, which is part of it."""
    try:
        return codecs.lookup(charset.strip()).name in {"utf-8", "ascii"}
    except (LookupError, ValueError):
        return False


def with_safe_charset(application: WSGIApplication) -> WSGIApplication:
    """Keep an odd charset away from Django, which fails on some while it makes the request.

    What was declared is left in the WSGI environment for RejectMalformedInput to judge.
    """

    def wrapped(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        declared = environ.get("CONTENT_TYPE") or ""
        if "charset" in declared.lower():
            kind, parameters = _content_type(declared)
            charset = parameters.pop("charset", None)
            if charset is not None and not is_utf8(charset):
                environ[DECLARED_CHARSET] = charset
                boundary = parameters.get("boundary")
                environ["CONTENT_TYPE"] = f'{kind}; boundary="{boundary}"' if boundary else kind
        return application(environ, start_response)

    return wrapped


def below(path: str, application: WSGIApplication) -> WSGIApplication:
    """Serve a site that is below a path, whether or not the proxy in front takes the path away.

    Django is told of the path by FORCE_SCRIPT_NAME, and wants only what follows it.
    """

    def wrapped(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = environ.get("PATH_INFO", "")
        if path and f"{asked}/".startswith(f"{path}/"):
            environ["PATH_INFO"] = asked.removeprefix(path)
        return application(environ, start_response)

    return wrapped


def _content_type(header: str) -> tuple[str, dict[str, str]]:
    try:
        kind, parameters = parse_header_parameters(header)
    except (ValueError, LookupError):
        return "application/octet-stream", {}
    return kind, {str(name): str(value) for name, value in parameters.items()}


class RejectMalformedInput:
    """Answers 400 or 413 to unusable charsets, NUL characters and oversized forms.

    Django answers 500 to a form that declares another charset, and PostgreSQL refuses text with
    a NUL character, so both must stop before anything reads them. It comes first, because what
    follows it (redirects, sessions, static files) reads paths, cookies and forms too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        problem = self.find_problem(request)
        if problem is None:
            return self.get_response(request)
        status, reason = problem
        logger.warning("Rejected %s %r: %s", request.method, request.path, reason)
        return self.rejection(status, reason)

    def find_problem(self, request: HttpRequest) -> tuple[int, str] | None:
        """The status and the reason to reject this request with, or None."""
        is_form = (request.content_type or "").lower() in FORM_TYPES
        if is_form:
            charset = request.META.get(DECLARED_CHARSET) or (request.content_params or {}).get(
                "charset"
            )
            if charset and not is_utf8(charset):
                return 400, CHARSET
        if request.encoding is not None:
            # Django knows UTF-8 by no other name, and a query string has no charset.
            request.encoding = "utf-8"
        try:
            if self.has_nul(request, is_form=is_form):
                return 400, NUL
        except RequestDataTooBig:
            return self.unread(request, 413, TOO_BIG)
        except (TooManyFieldsSent, TooManyFilesSent):
            return self.unread(request, 413, TOO_MANY)
        except UnreadablePostError:
            return self.unread(request, 400, UNREADABLE)
        except (BadRequest, SuspiciousOperation, MultiPartParserError, ValueError, LookupError):
            return self.unread(request, 400, UNREADABLE)
        return None

    def unread(self, request: HttpRequest, status: int, reason: str) -> tuple[int, str]:
        """``status`` and ``reason``, once nobody can try to parse the same form again."""
        request._mark_post_parse_error()  # type: ignore[attr-defined]
        return status, reason

    def has_nul(self, request: HttpRequest, *, is_form: bool) -> bool:
        """Whether the path, the query, a cookie or a form value has a NUL character."""
        if "\0" in request.path_info or "\0" in request.path:
            return True
        if "\0" in request.META.get("QUERY_STRING", "") or _any_nul(request.GET.lists()):
            return True
        if any("\0" in name or "\0" in value for name, value in request.COOKIES.items()):
            return True
        if request.method != "POST" or not is_form:
            return False
        if _any_nul(request.POST.lists()):
            return True
        return any(
            "\0" in name or any("\0" in (file.name or "") for file in files)
            for name, files in request.FILES.lists()
        )

    def rejection(self, status: int, reason: str) -> HttpResponse:
        """A page that says why: our template if there is one, else a bare page."""
        response = HttpResponse(self.page(status, reason), status=status)
        # The middleware that adds these runs further in, and has not seen this request.
        response["Content-Security-Policy"] = build_policy()
        response["X-Content-Type-Options"] = "nosniff"
        response["X-Frame-Options"] = settings.X_FRAME_OPTIONS
        response["Referrer-Policy"] = settings.SECURE_REFERRER_POLICY
        response["Cache-Control"] = "no-store"
        return response

    def page(self, status: int, reason: str) -> str:
        """The HTML of a rejection; never raises, since a refusal must not end as a 500."""
        title, home = TITLES[status], escape(get_script_prefix())
        context: dict[str, Any] = {"title": title, "reason": reason, "status": status}
        try:
            return str(select_template([f"{status}.html", "400.html"]).render(context))
        except TemplateDoesNotExist:
            pass
        except Exception:
            logger.exception("The page for status %s can't be drawn", status)
        return (
            '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">'
            f"<title>{escape(title)}</title></head>\n"
            f"<body><main><h1>{escape(title)}</h1><p>{escape(reason)}</p>"
            f'<p><a href="{home}">Go to the start page</a></p></main></body>\n</html>\n'
        )


class MethodNotAllowedPage:
    """Fills the empty 405 of every view that takes no such method; its headers stay.

    Django has a handler for 400, 403, 404 and 500 only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = render_to_string("405.html", request=request)
        return response


def _any_nul(lists: Iterable[tuple[str, list[Any]]]) -> bool:
    return any("\0" in name or any("\0" in value for value in values) for name, values in lists)
