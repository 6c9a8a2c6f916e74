"""URLs made of a base, a path and a query."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from breyta_runtime.steps.http.urls import BadUrl, checked_url, join_url, without_query
from hypothesis import given, strategies as st

BASE = checked_url("https://api.example:8443/v1?tenant=a", "the base URL")
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_no_path_changes_the_host(path: str) -> None:
    """HTTP-002, HTTP-031: paths are often made of input."""
    try:
        url = join_url(BASE, path, [])
    except BadUrl:
        return
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc) == ("https", "api.example:8443")
    assert parts.path.startswith("/v1")
    assert url.isascii()
    assert url.isprintable()
    assert " " not in url


@given(st.lists(st.tuples(texts, texts)))
def test_a_query_arrives_as_it_was(query: list[tuple[str, str]]) -> None:
    """HTTP-005."""
    url = join_url(BASE, "/x", query)
    assert parse_qsl(urlsplit(url).query, keep_blank_values=True) == [("tenant", "a"), *query]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/x?key=s#f", "https://a.example/x"),
        ("https://user:pw@a.example/x", "https://a.example/x"),
    ],
)
def test_errors_show_no_secrets_of_a_url(url: str, shown: str) -> None:
    assert without_query(url) == shown
