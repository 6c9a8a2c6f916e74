"""The `:kv` step: records of the workspace that outlive a run.

Each operation is one transaction together with the step's outcome: an increment is atomic, and is
done exactly once however often the run is executed again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from breyta_runtime import limits
from breyta_runtime.contracts import kv as contract
from breyta_runtime.engine.errors import StepError
from breyta_runtime.steps.context import StepContext, StoreEffect
from breyta_runtime.values import BigInt, ClojureError, Keyword, Map, iter_of, kw, pr_str
from breyta_runtime.values.codec import decode, encode

if TYPE_CHECKING:
    from breyta_runtime.store.kv import KvRecords

MAX_VALUE_BYTES = limits.KB * limits.KB

_KEY, _VALUE, _SUCCESS, _EXISTS = kw("key"), kw("value"), kw("success"), kw("exists?")
_KEY_TEXT = re.compile(contract.KEY_PATTERN)
_EMPTY = Map({})

Operation = Callable[["KvRecords"], dict[Any, Any]]


def run(config: Map, _ctx: StepContext) -> StoreEffect:
    """Checks the step's config; the engine does the rest."""
    name = _operation(config.get(kw("operation")))
    operation = _OPERATIONS[name](config)

    def apply(connection: Any) -> Map:
        from breyta_runtime.store.kv import KvRecords

        return Map({_SUCCESS: True, **operation(KvRecords(connection))})

    return StoreEffect(apply)


def _get(config: Map) -> Operation:
    key, default = _key(config), config.get(kw("default"))

    def get(records: KvRecords) -> dict[Any, Any]:
        found = records.find(key)
        value = default if found is None else decode(found.value)
        return {_VALUE: value, _EXISTS: found is not None}

    return get


def _set(config: Map) -> Operation:
    key, ttl = _key(config), _ttl(config)
    if _VALUE not in config:
        raise _wrong(":value is required with :operation :set")
    value = _encoded(config.get(_VALUE), ":value")
    metadata = config.get(kw("metadata"))
    if metadata is not None and not isinstance(metadata, Map):
        raise _wrong(f":metadata must be a map, not {_shown(metadata)}")
    kept = None if metadata is None else _encoded(metadata, ":metadata")
    only_new = config.get(kw("if-not-exists")) not in (None, False)

    def set_(records: KvRecords) -> dict[Any, Any]:
        from breyta_runtime.store.kv import Record

        created = records.find(key) is None
        if created or not only_new:
            records.put(Record(key, value, kept, records.expiry(ttl)))
        return {_KEY: key, kw("created?"): created}

    return set_


def _delete(config: Map) -> Operation:
    key = _key(config)
    return lambda records: {_KEY: key, kw("deleted?"): records.remove(key)}


def _exists(config: Map) -> Operation:
    key = _key(config)
    return lambda records: {_KEY: key, _EXISTS: records.find(key) is not None}


def _increment(config: Map) -> Operation:
    key, ttl, delta = _key(config), _ttl(config), config.get(kw("delta"))
    delta = 1 if delta is None else delta
    if not _is_number(delta):
        raise _wrong(f":delta must be a number, not {_shown(delta)}")

    def increment(records: KvRecords) -> dict[Any, Any]:
        from breyta_runtime.core import add

        found = records.find(key)
        previous = 0 if found is None else decode(found.value)
        if not _is_number(previous):
            raise _conflict(key, "is no number and cannot be incremented")
        try:
            value = add(previous, delta)
        except ClojureError as error:
            raise _conflict(key, f"cannot be incremented: {error}") from error
        _update(records, key, _encoded(value, ":value"), ttl)
        return {_KEY: key, _VALUE: value, kw("previous"): previous}

    return increment


def _append(config: Map) -> Operation:
    key, ttl, longest = _key(config), _ttl(config), _max_length(config)
    items = _items(config)

    def append(records: KvRecords) -> dict[Any, Any]:
        found = records.find(key)
        before = () if found is None else decode(found.value)
        if not isinstance(before, tuple):
            raise _conflict(key, "holds no vector and cannot be appended to")
        after = (*before, *items)[-longest:]
        _update(records, key, _encoded(after, f"the list under :key {key}"), ttl)
        return {_KEY: key, kw("length"): len(after)}

    return append


def _list_keys(config: Map) -> Operation:
    prefix = config.get(kw("prefix"))
    prefix = "" if prefix is None else prefix
    if not isinstance(prefix, str):
        raise _wrong(f":prefix must be a string, not {_shown(prefix)}")
    limit = _whole(config, "limit", contract.MAX_LIST_KEYS)
    limit = contract.MAX_LIST_KEYS if limit is None else limit

    def list_keys(records: KvRecords) -> dict[Any, Any]:
        keys = tuple(records.keys(prefix, limit))
        return {kw("keys"): keys, kw("count"): len(keys)}

    return list_keys


_OPERATIONS: dict[str, Callable[[Map], Operation]] = {
    "get": _get,
    "set": _set,
    "delete": _delete,
    "exists": _exists,
    "increment": _increment,
    "append": _append,
    "list-keys": _list_keys,
}


def _update(records: KvRecords, key: str, value: str, ttl: int | None) -> None:
    """Changes a record; without a `:ttl` it lives as long as it would have."""
    from breyta_runtime.store.kv import Record

    found = records.find(key)
    expires = records.expiry(ttl)
    if found is not None and ttl is None:
        expires = found.expires_ms
    records.put(Record(key, value, found.metadata if found else None, expires))


# -- the config -----------------------------------------------------------------------------------


def _operation(value: Any) -> str:
    if value is None:
        raise _wrong(":operation is required for a :kv step")
    name = value.full if isinstance(value, Keyword) else value
    if name in _OPERATIONS:
        return str(name)
    close = get_close_matches(name, _OPERATIONS, n=1) if isinstance(name, str) else []
    known = ", ".join(f":{each}" for each in _OPERATIONS)
    hint = f"did you mean :{close[0]}?" if close else f"the operations are {known}"
    raise _wrong(f"unknown :operation {_shown(value)}; {hint}")


def _key(config: Map) -> str:
    key = config.get(_KEY)
    if key is None:
        raise _wrong(":key is required for this operation")
    if not isinstance(key, str):
        raise _wrong(f":key must be a string, not {_shown(key)}")
    if len(key) > contract.MAX_KEY_CHARS:
        raise _wrong(f":key may have {contract.MAX_KEY_CHARS} characters; this one has {len(key)}")
    if not _KEY_TEXT.fullmatch(key):
        raise _wrong(f":key may hold letters, digits, `_`, `-` and `:` only, not {_shown(key)}")
    return key


def _ttl(config: Map) -> int | None:
    return _whole(config, "ttl", contract.MAX_TTL_SECONDS, " seconds")


def _max_length(config: Map) -> int:
    return _whole(config, "max-length", None) or contract.DEFAULT_MAX_LENGTH


def _whole(config: Map, name: str, maximum: int | None, unit: str = "") -> int | None:
    """A positive whole number, or None when the step does not have it."""
    value = config.get(kw(name))
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(f":{name} must be a whole number, not {_shown(value)}")
    if value < 1 or (maximum is not None and value > maximum):
        bounds = "at least 1" if maximum is None else f"from 1 to {maximum}{unit}"
        raise _wrong(f":{name} must be {bounds}, not {value}")
    return value


def _items(config: Map) -> tuple[Any, ...]:
    items = config.get(kw("items"))
    if items is None and kw("item") not in config:
        raise _wrong("an :append needs an :item or :items")
    if isinstance(items, str | Map):
        raise _wrong(f":items must be a vector, not {_shown(items)}")
    try:
        many = tuple(iter_of(items))
    except (ClojureError, TypeError):
        raise _wrong(f":items must be a vector, not {_shown(items)}") from None
    return (*many, config.get(kw("item"))) if kw("item") in config else many


def _is_number(value: Any) -> bool:
    return type(value) in (int, float, BigInt)


def _encoded(value: Any, what: str) -> str:
    try:
        text = encode(value)
    except (TypeError, ValueError) as problem:
        raise _wrong(f"{what} is not data: {problem}") from None
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_VALUE_BYTES:
        raise StepError(
            f"Value too large: {what} takes {size // limits.KB} KB; a record may take"
            f" {MAX_VALUE_BYTES // limits.KB} KB",
            kind="limit",
        )
    return text


def _wrong(message: str) -> StepError:
    return StepError(message, kind="config")


def _conflict(key: str, what: str) -> StepError:
    return StepError(f"the record {key} {what}", kind="conflict")


def _shown(value: Any) -> str:
    shown = pr_str(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
