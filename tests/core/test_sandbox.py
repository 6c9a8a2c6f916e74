"""breyta.sandbox, by the documents' table and public test vectors."""

from __future__ import annotations

import pytest
from breyta_runtime.core import sandbox
from breyta_runtime.core.vars import VARS
from breyta_runtime.values import ClassCast, DateTimeParse, IllegalArgument, NullPointer, kw, str_

NEW_YEAR = "2026-01-01T00:00:00Z"


def test_every_documented_helper_exists() -> None:
    """FN-013 … FN-020."""
    helpers = [var for var in VARS.values() if var.ns == "breyta.sandbox"]
    assert len(helpers) == 21
    for var in helpers:
        assert callable(getattr(sandbox, var.python)), var.name


def test_base64() -> None:
    """FN-013: text is UTF-8, decode-bytes gives bytes."""
    assert sandbox.base64_encode("héllo") == "aMOpbGxv"
    assert sandbox.base64_encode(b"\xff\xfe") == "//4="
    assert sandbox.base64_decode("aMOpbGxv") == "héllo"
    assert sandbox.base64_decode(b"aGk=") == "hi"
    assert sandbox.base64_decode_bytes("//4=") == b"\xff\xfe"
    assert sandbox.base64_decode("aGk") == "hi"


@pytest.mark.parametrize("text", ["a b=", "abcde", "aGk==", "aGk_", "é"])
def test_bad_base64_is_an_error(text: str) -> None:
    with pytest.raises(IllegalArgument):
        sandbox.base64_decode(text)


def test_hex() -> None:
    """FN-014."""
    assert sandbox.hex_encode("hé") == "68c3a9"
    assert sandbox.hex_decode("68C3a9") == "hé"
    assert sandbox.hex_decode_bytes("ff00") == b"\xff\x00"
    with pytest.raises(IllegalArgument):
        sandbox.hex_decode("abc")
    with pytest.raises(IllegalArgument):
        sandbox.hex_decode("zz")


def test_digests() -> None:
    """FN-015: vectors of FIPS 180 and RFC 4231."""
    assert sandbox.sha256_hex("abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    assert sandbox.sha256_hex(b"abc") == sandbox.sha256_hex("abc")
    assert sandbox.hmac_sha256_hex("Jefe", "what do ya want for nothing?") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


def test_uuids_are_derived() -> None:
    """FN-016: java.util.UUID/nameUUIDFromBytes of "abc"."""
    assert str_(sandbox.uuid_from("abc")) == "90015098-3cd2-3fb0-9696-3f7d28e17f72"
    assert sandbox.uuid_from("abc") == sandbox.uuid_from_bytes(b"abc")


def test_instants_are_read_and_written() -> None:
    """FN-017."""
    instant = sandbox.parse_instant("2026-01-02T03:04:05.100Z")
    assert sandbox.format_instant(instant) == "2026-01-02T03:04:05.100Z"
    assert str_(sandbox.parse_instant(NEW_YEAR)) == NEW_YEAR
    pattern = "EEE d MMM yyyy HH:mm:ss.SSS XXX"
    assert sandbox.format_instant_pattern(instant, pattern) == "Fri 2 Jan 2026 03:04:05.100 Z"
    with pytest.raises(DateTimeParse, match="Text 'soon' could not be parsed at index 0"):
        sandbox.parse_instant("soon")
    with pytest.raises(NullPointer):
        sandbox.parse_instant(None)
    with pytest.raises(IllegalArgument, match="Unknown pattern letter: b"):
        sandbox.format_instant_pattern(instant, "b")


def test_epoch_milliseconds() -> None:
    """FN-018."""
    assert sandbox.instant_to_epoch_ms(sandbox.parse_instant(NEW_YEAR)) == 1767225600000
    assert str_(sandbox.epoch_ms_to_instant(1767225600123)) == "2026-01-01T00:00:00.123Z"
    with pytest.raises(IllegalArgument):
        sandbox.epoch_ms_to_instant("1")


def test_instant_arithmetic() -> None:
    """FN-019."""
    instant = sandbox.parse_instant("2026-01-31T13:14:15.678Z")
    for name, text in {
        "seconds": "2026-01-31T13:14:15Z",
        "minutes": "2026-01-31T13:14:00Z",
        "hours": "2026-01-31T13:00:00Z",
        "days": "2026-01-31T00:00:00Z",
    }.items():
        assert str_(sandbox.truncate_instant(instant, kw(name))) == text
    for name, text in {
        "millis": "2026-01-31T13:14:15.680Z",
        "seconds": "2026-01-31T13:14:17.678Z",
        "minutes": "2026-01-31T13:16:15.678Z",
        "hours": "2026-01-31T15:14:15.678Z",
        "days": "2026-02-02T13:14:15.678Z",
    }.items():
        moved = sandbox.instant_plus(instant, 2, kw(name))
        assert str_(moved) == text
        assert sandbox.instant_minus(moved, 2, kw(name)) == instant
    later = sandbox.instant_plus(instant, 90, kw("minutes"))
    assert str_(sandbox.duration_between(instant, later)) == "PT1H30M"
    with pytest.raises(IllegalArgument, match="use one of :millis :seconds"):
        sandbox.instant_plus(instant, 1, kw("months"))
    with pytest.raises(IllegalArgument):
        sandbox.truncate_instant(instant, kw("millis"))
    with pytest.raises(ClassCast, match=r"java\.time\.Instant"):
        sandbox.format_instant(NEW_YEAR)


def test_urls() -> None:
    """FN-020: as URLEncoder does it, in UTF-8."""
    assert sandbox.url_encode("a b&c=é/~*-_.") == "a+b%26c%3D%C3%A9%2F%7E*-_."
    assert sandbox.url_decode("a+b%26c%3D%C3%A9%2F") == "a b&c=é/"
    with pytest.raises(IllegalArgument):
        sandbox.url_decode("100%")
