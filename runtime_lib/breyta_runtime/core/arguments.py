"""Taking arguments as Java would: what is no string is an error that names its class."""

from __future__ import annotations

from typing import Any

from breyta_runtime.values.classes import class_name
from breyta_runtime.values.errors import ClassCast, NullPointer
from breyta_runtime.values.printing import str_of


def cast_error(value: Any, wanted: str) -> ClassCast:
    return ClassCast(f"class {class_name(value)} cannot be cast to class {wanted}")


def text_of(value: Any, what: str = "s") -> str:
    """A string, strictly."""
    if type(value) is str:
        return value
    if value is None:
        raise NullPointer(f'Cannot read a string: "{what}" is nil')
    if isinstance(value, str):
        return value
    raise cast_error(value, "java.lang.CharSequence")


def string_of(value: Any, what: str = "s") -> str:
    """`(.toString x)`: anything but nil."""
    if type(value) is str:
        return value
    if value is None:
        raise NullPointer(f'Cannot read a string: "{what}" is nil')
    return str_of(value)


def bytes_of(value: Any, what: str = "value") -> bytes:
    """A string as UTF-8, or bytes as they are."""
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    return text_of(value, what).encode("utf-8", "surrogatepass")
