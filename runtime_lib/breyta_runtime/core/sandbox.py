"""breyta.sandbox: encodings, digests, instants."""

from __future__ import annotations

import binascii
import re
from typing import Any
from uuid import UUID

from breyta_runtime.core.arguments import bytes_of, cast_error, text_of
from breyta_runtime.values.errors import IllegalArgument
from breyta_runtime.values.java_time.amounts import Duration
from breyta_runtime.values.java_time.units import UNITS, ChronoUnit
from breyta_runtime.values.java_time.zoned import UTC_OFFSET, Instant
from breyta_runtime.values.names import Keyword

# -- encodings --------------------------------------------------------------------------------


def base64_encode(value: Any) -> str:
    return binascii.b2a_base64(bytes_of(value), newline=False).decode("ascii")


def base64_decode_bytes(value: Any) -> bytes:
    """Strict: no characters outside the alphabet; padding may be left out."""
    return from_base64(bytes_of(value))


def base64_decode(value: Any) -> str:
    return base64_decode_bytes(value).decode("utf-8", "replace")


def from_base64(data: bytes, alphabet: bytes = b"+/") -> bytes:
    body = data.rstrip(b"=")
    padding = len(data) - len(body)
    strange = re.search(rb"[^A-Za-z0-9" + re.escape(alphabet) + rb"]", body)
    if strange:
        raise IllegalArgument(f"Illegal base64 character {strange[0][0]:x}")
    if len(body) % 4 == 1 or (padding and (len(body) + padding) % 4) or padding > 2:
        raise IllegalArgument("Input byte array has wrong 4-byte ending unit")
    body = body.translate(bytes.maketrans(alphabet, b"+/"))
    return binascii.a2b_base64(body + b"=" * (-len(body) % 4))


def hex_encode(value: Any) -> str:
    return bytes_of(value).hex()


def hex_decode_bytes(value: Any) -> bytes:
    text = text_of(value, "value")
    if len(text) % 2 or not re.fullmatch("[0-9A-Fa-f]*", text):
        raise IllegalArgument("hex-decode takes an even number of hexadecimal digits")
    return bytes.fromhex(text)


def hex_decode(value: Any) -> str:
    return hex_decode_bytes(value).decode("utf-8", "replace")


def url_encode(value: Any) -> str:
    """`URLEncoder`: form encoding, a space becomes a plus."""
    from urllib.parse import quote_plus

    return quote_plus(bytes_of(value), safe="*").replace("~", "%7E")


def url_decode(value: Any) -> str:
    text = text_of(value, "value")
    if re.search("%(?![0-9A-Fa-f]{2})", text):
        raise IllegalArgument("url-decode: % is not followed by two hexadecimal digits")
    from urllib.parse import unquote_plus

    return unquote_plus(text)


# -- digests ----------------------------------------------------------------------------------


def sha256_hex(value: Any) -> str:
    import hashlib

    return hashlib.sha256(bytes_of(value)).hexdigest()


def hmac_sha256_hex(key: Any, value: Any) -> str:
    import hmac

    return hmac.new(bytes_of(key, "key"), bytes_of(value), "sha256").hexdigest()


def uuid_from_bytes(value: Any) -> UUID:
    """`UUID.nameUUIDFromBytes`: the same input gives the same id."""
    import hashlib

    digest = hashlib.md5(bytes_of(value), usedforsecurity=False).digest()
    return UUID(bytes=digest, version=3)


def uuid_from(value: Any) -> UUID:
    return uuid_from_bytes(text_of(value, "value"))


# -- instants ---------------------------------------------------------------------------------


def _instant(value: Any) -> Instant:
    if isinstance(value, Instant):
        return value
    raise cast_error(value, "java.time.Instant")


def _whole(value: Any, what: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise IllegalArgument(f"{what} must be a whole number")


def _unit(value: Any, known: str) -> ChronoUnit:
    name = value.full if isinstance(value, Keyword) else value
    if isinstance(name, str) and name in known.split():
        return UNITS[name.upper()]
    shown = " ".join(f":{unit}" for unit in known.split())
    raise IllegalArgument(f"unknown unit {value}; use one of {shown}")


def parse_instant(s: Any) -> Instant:
    return Instant.parse(text_of(s))


def format_instant(instant: Any) -> str:
    return str(_instant(instant))


def format_instant_pattern(instant: Any, pattern: Any) -> str:
    """Java's pattern letters, in UTC."""
    from breyta_runtime.values.java_time.formatter import DateTimeFormatter

    formatter = DateTimeFormatter.of_pattern(text_of(pattern, "pattern"))
    return formatter.with_zone(UTC_OFFSET).format(_instant(instant))


def instant_to_epoch_ms(instant: Any) -> int:
    return _instant(instant).to_epoch_milli()


def epoch_ms_to_instant(ms: Any) -> Instant:
    return Instant.of_epoch_milli(_whole(ms, "epoch-ms"))


def duration_between(start: Any, end: Any) -> Duration:
    return Duration.between(_instant(start), _instant(end))


def truncate_instant(instant: Any, unit: Any) -> Instant:
    return _instant(instant).truncated_to(_unit(unit, "seconds minutes hours days"))


_STEPS = "millis seconds minutes hours days"


def instant_plus(instant: Any, amount: Any, unit: Any) -> Instant:
    return _instant(instant).plus(_whole(amount, "the amount"), _unit(unit, _STEPS))


def instant_minus(instant: Any, amount: Any, unit: Any) -> Instant:
    return _instant(instant).minus(_whole(amount, "the amount"), _unit(unit, _STEPS))
