"""The cache: never wrong, only empty."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from breytac.project import cache as caches, formatting
from breytac.project.cache import Cache, content_key


def test_what_is_put_is_got_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "not" / "there" / "yet")
    assert cache.get("k", "1") is None
    cache.put("k", "1", {"text": "é\n"})
    assert cache.get("k", "1") == {"text": "é\n"}


def test_a_damaged_entry_is_no_entry(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("k", "1", {"text": "x"})
    for damage in (b'{"text": "x', b"[]", b"\xff\xfe"):
        (tmp_path / "k" / "1").write_bytes(damage)
        assert cache.get("k", "1") is None


def test_a_cache_that_cannot_be_written_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "below")
    cache.put("k", "1", {"text": "x"})
    assert cache.get("k", "1") is None


def test_the_borders_of_the_parts_are_in_the_key() -> None:
    assert content_key("ab", "c") != content_key("a", "bc") != content_key("abc")


def test_old_entries_go_when_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "KEEP", 2)
    cache = Cache(tmp_path)
    for number in range(5):
        cache.put("k", str(number), {})
        os.utime(tmp_path / "k" / str(number), (number, number))
    cache.trim()
    assert sorted(os.listdir(tmp_path / "k")) == ["3", "4"]


UGLY = "x = {  'a':1 }\n"
PRETTY = 'x = {"a": 1}\n'


def test_a_text_is_formatted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    assert formatting.format_module(UGLY, cache) == PRETTY
    monkeypatch.setattr(formatting, "_black", lambda text: pytest.fail("formatted again"))
    assert formatting.format_module(UGLY, cache) == PRETTY


def test_a_cached_text_that_is_another_program_is_not_run(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    formatting.format_module(UGLY, cache)
    (entry,) = (tmp_path / formatting.KIND).iterdir()
    entry.write_text('{"text": "import os\\n"}')
    assert formatting.format_module(UGLY, cache, verify=True) == PRETTY
