"""Asking a Prefect server whether it is there, without prefect and without an HTTP library."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def healthy(api_url: str, timeout: float = 2.0) -> bool:
    """Whether our own server answers; never through a proxy."""
    try:
        with _direct.open(f"{api_url}/health", timeout=timeout) as answer:
            return bool(answer.status == 200)
    except (OSError, http.client.HTTPException):
        return False


def reachable(api_url: str, timeout: float = 10.0) -> bool:
    """Whether anything answers at an address the user gave; it may well want credentials."""
    try:
        request = urllib.request.Request(f"{api_url}/health")
        urllib.request.urlopen(request, timeout=timeout).close()
    except urllib.error.HTTPError:
        return True
    except (OSError, ValueError, http.client.HTTPException):
        return False
    return True
