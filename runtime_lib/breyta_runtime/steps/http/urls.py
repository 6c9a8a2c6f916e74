"""URLs: appending a path to a base, adding a query, and showing a URL without its secrets."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

# What may stand in a path or query unescaped; `%` because the author may have escaped already.
_SAFE = "/:?#[]@!$&'()*+,;=%-._~"
_ABSOLUTE = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class BadUrl(ValueError):
    """Says what is wrong with a URL, in words for the flow's author."""


def checked_url(url: str, what: str) -> SplitResult:
    """The parts of an absolute http(s) URL that carries no credentials."""
    try:
        parts = urlsplit(url.strip())
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise BadUrl(f"{what} is not a URL: {error}") from error
    if parts.scheme.lower() not in {"http", "https"} or not host:
        raise BadUrl(f"{what} must start with http:// or https:// and a host, not {_shown(url)}")
    if "@" in parts.netloc:
        raise BadUrl(
            f"{what} holds a user name or password; inline credentials are refused, "
            "use :auth with a :secret-ref"
        )
    return parts


def join_url(base: SplitResult, path: str, query: list[tuple[str, str]]) -> str:
    """`base` with `path` below it; queries of the base, the path and the step add up in order."""
    if _ABSOLUTE.match(path):
        raise BadUrl(
            f":path must be relative to the base URL, not {_shown(path)}; "
            "a full URL belongs in :url, without :connection"
        )
    # A fragment never travels; dropping it here keeps it out of the last query value.
    below, _, path_query = path.partition("#")[0].partition("?")
    whole = base.path
    if below:
        whole = f"{base.path.rstrip('/')}/{below.lstrip('/')}"
    own = "&".join(f"{quote(n, safe='')}={quote(v, safe='')}" for n, v in query)
    queries = "&".join(q for q in (base.query, path_query, own) if q)
    return urlunsplit(
        (base.scheme.lower(), base.netloc, _escaped(whole or "/"), _escaped(queries), "")
    )


def without_query(url: str) -> str:
    """The URL as errors show it: a query may carry a key, so none of it is shown."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _escaped(text: str) -> str:
    return quote(text, safe=_SAFE)


def _shown(text: str) -> str:
    """A rejected URL, short and without query or credentials."""
    bare = text.partition("?")[0]
    return repr(bare.rpartition("@")[2][:120])
