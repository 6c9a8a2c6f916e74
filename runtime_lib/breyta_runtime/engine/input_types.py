"""What each type of input accepts, and the value the flow then sees."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from breyta_runtime.definition import Input
from breyta_runtime.values import Keyword, Map, Ratio, class_name, eq, kw, pr_str
from breyta_runtime.values.json import JsonError, from_json, parse
from breyta_runtime.values.kinds import Sequential, SetLike

SECRET_KINDS = frozenset({"secret", "password"})

_TYPE, _URI, _VALUE, _LABEL = kw("type"), kw("uri"), kw("value"), kw("label")
_ADDRESSES = (_URI, kw("resource-uri"), kw("ref"))
_BLOB_REF = kw("blob-ref")
_CONTENT_TYPES = (kw("content-type"), kw("mime-type"))

_NUMBER = re.compile(r"[+-]?(\d+|\d+\.\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_MAX_DIGITS = 400
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?", re.ASCII)
_ZONE = re.compile(r"(Z|[+-]\d{2}:?\d{2})?", re.ASCII | re.IGNORECASE)
# The one browsers use for <input type=email>.
_EMAIL = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
    r"(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*",
    re.ASCII | re.IGNORECASE,
)
_YES = frozenset({"true", "on", "yes", "1"})
_NO = frozenset({"false", "off", "no", "0"})
_RESOURCE = re.compile(r"res://[^/\s]+/ws/[^/\s]+/(?P<kind>[^/\s]+)/\S+")


Coercion = Callable[[Input, Any], Any]


class Refused(ValueError):
    """A value its input does not take; the message says what was expected instead."""


def coerce(field: Input, value: Any) -> Any:
    """The value the flow sees for what was given; raises Refused."""
    one: Coercion = COERCIONS.get(field.kind, _text)
    if not field.multiple:
        if _is_many(value) and field.kind != "json":
            raise Refused("one value, not several")
        return one(field, value)
    items = value if _is_many(value) else (value,)
    return tuple(one(field, item) for item in items)


def is_missing(field: Input, value: Any) -> bool:
    """Whether this counts as not given: nil, an empty selection, or an empty form field."""
    if value is None:
        return True
    if field.multiple and _is_many(value):
        return not any(True for _ in value)
    if not isinstance(value, str) or value.strip():
        return False
    # An optional text may well be empty on purpose; no other type has an empty value.
    return field.required or field.kind not in {"text", "textarea"}


def _is_many(value: Any) -> bool:
    return isinstance(value, tuple | Sequential | SetLike)


def _text(_field: Input, value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Keyword):
        return value.full
    if _is_number(value):
        return str(value)
    raise Refused("text")


def _number(_field: Input, value: Any) -> Any:
    if _is_number(value):
        if isinstance(value, float | Decimal) and not math.isfinite(value):
            raise Refused("a finite number")
        return value
    text = value.strip() if isinstance(value, str) else ""
    if not _NUMBER.fullmatch(text) or len(text) > _MAX_DIGITS:
        raise Refused("a number")
    if _WHOLE.fullmatch(text):
        return from_json(int(text))
    number = float(text)
    if not math.isfinite(number):
        raise Refused("a number a double can hold")
    return number


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal | Ratio) and not isinstance(value, bool)


def _boolean(_field: Input, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, Keyword | str | int):
        text = value.name if isinstance(value, Keyword) else str(value)
        if text.strip().lower() in _YES:
            return True
        if text.strip().lower() in _NO:
            return False
    raise Refused("true or false")


def _select(field: Input, value: Any) -> Any:
    """The option's own value, so that `:options [:eu :us]` gives keywords whoever calls."""
    if field.options_source is not None:
        raise Refused(
            f"one of the {field.options_source.item_type} items of connection "
            f":{field.options_source.slot}, and none are known here"
        )
    if not field.options:
        return _text(field, value)
    values = [option_value(option) for option in field.options]
    for option in values:
        if eq(option, value):
            return option
    given = _plain(value)
    for option in values:
        if given is not None and _plain(option) == given:
            return option
    known = [pr_str(option) for option in values]
    shown = ", ".join(known[:20]) + (", …" if len(known) > 20 else "")
    names = {_plain(option) or "": pr_str(option) for option in values}
    close = get_close_matches(given or "", list(names), n=1)
    raise Refused(f"one of {shown}" + (f" (did you mean {names[close[0]]}?)" if close else ""))


def option_value(option: Any) -> Any:
    """What choosing an option submits: `{:label "Europe" :value "eu"}` or the plain value."""
    if not isinstance(option, Map):
        return option
    for key in (_VALUE, kw("id"), kw("name"), _LABEL):
        if option.get(key) is not None:
            return option.get(key)
    return option


def option_label(option: Any) -> str | None:
    """The text shown for an option, where it differs from its value."""
    label = option.get(_LABEL) if isinstance(option, Map) else None
    return label if isinstance(label, str) else None


def _plain(value: Any) -> str | None:
    """A scalar as a form submits it."""
    if isinstance(value, Keyword):
        return value.full
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) or _is_number(value):
        return str(value).strip()
    return None


def _date(_field: Input, value: Any) -> str:
    text = _moment(value)
    if not _DATE.fullmatch(text) or not _exists(date.fromisoformat, text):
        raise Refused("a date such as 2026-05-21")
    return text


def _time(_field: Input, value: Any) -> str:
    text = _moment(value)
    if not _TIME.fullmatch(text) or not _exists(time.fromisoformat, text[:8]):
        raise Refused("a time such as 09:30 or 09:30:00")
    return text


def _datetime(_field: Input, value: Any) -> str:
    text = _moment(value)
    day, clock = text[:10], text[11:]
    found = _TIME.match(clock)
    if (
        not _DATE.fullmatch(day)
        or text[10:11] not in {"T", "t", " "}
        or found is None
        or not _ZONE.fullmatch(clock[found.end() :])
        or not _exists(date.fromisoformat, day)
        or not _exists(time.fromisoformat, clock[:5] + clock[5 : found.end()][:3])
    ):
        raise Refused("a date and time such as 2026-05-21T09:30 or 2026-05-21T09:30:00Z")
    return text


def _moment(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if class_name(value).startswith("java.time.") else ""


def _exists(parse: Callable[[str], object], text: str) -> bool:
    """Whether the calendar has such a day, or the clock such a time."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


def _email(_field: Input, value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > 254 or not _EMAIL.fullmatch(text):
        raise Refused("an email address such as ada@example.com")
    return text


def _json(_field: Input, value: Any) -> Any:
    """Text is parsed; data is what text would have been parsed to."""
    if not isinstance(value, str):
        return value
    try:
        return parse(value)
    except JsonError as error:
        raise Refused(f"JSON ({error})") from error


def _resource(field: Input, value: Any) -> Map:
    if isinstance(value, str) and _RESOURCE.fullmatch(value.strip()):
        ref = Map({_TYPE: kw("resource-ref"), _URI: value.strip()})
    elif isinstance(value, Map) and _address(value) is not None:
        ref = Map({**value, _TYPE: kw("resource-ref"), _URI: _address(value)})
    else:
        raise Refused('a resource such as {:type :resource-ref :uri "res://v1/ws/…/file/…"}')
    _check_accepted(field, ref)
    _check_resource_type(field, str(ref.get(_URI)))
    return ref


def _blob_ref(field: Input, value: Any) -> Map:
    """A reference to an upload.  Content itself never travels in the input."""
    if isinstance(value, str) and _RESOURCE.fullmatch(value.strip()):
        ref = Map({_TYPE: _BLOB_REF, _URI: value.strip()})
    elif isinstance(value, Map) and _address(value) is not None:
        ref = Map({**value, _TYPE: value.get(_TYPE) or _BLOB_REF, _URI: _address(value)})
    elif isinstance(value, Map) and isinstance(value.get(_BLOB_REF), Map):
        ref = Map({**value, _TYPE: value.get(_TYPE) or _BLOB_REF})
    else:
        raise Refused("an uploaded file's reference, such as a res:// URI")
    _check_accepted(field, ref)
    return ref


def _address(ref: Map) -> str | None:
    for key in _ADDRESSES:
        uri = ref.get(key)
        if isinstance(uri, str) and _RESOURCE.fullmatch(uri):
            return uri
    return None


def _check_accepted(field: Input, ref: Map) -> None:
    """The MIME filter, where the reference says what it points to; stores check the rest."""
    media = next((m for key in _CONTENT_TYPES if isinstance(m := ref.get(key), str)), None)
    if media is None or not field.accept:
        return
    media = media.partition(";")[0].strip().lower()
    for pattern in field.accept:
        wanted = pattern.strip().lower()
        if wanted in {media, "*/*", "*"}:
            return
        if wanted.endswith("/*") and media.startswith(wanted[:-1]):
            return
    raise Refused(f"a resource of type {' or '.join(field.accept)}, not {media}")


def _check_resource_type(field: Input, uri: str) -> None:
    found = _RESOURCE.fullmatch(uri)
    kind = found["kind"] if found else None
    if field.resource_types and kind not in field.resource_types:
        wanted = " or ".join(":" + name for name in field.resource_types)
        raise Refused(f"a {wanted} resource, not a :{kind} one")


COERCIONS: dict[str, Coercion] = {
    "text": _text,
    "textarea": _text,
    "secret": _text,
    "password": _text,
    "select": _select,
    "boolean": _boolean,
    "number": _number,
    "date": _date,
    "time": _time,
    "datetime": _datetime,
    "email": _email,
    "json": _json,
    "resource": _resource,
    "blob-ref": _blob_ref,
}
"""By `Input.kind`."""
