"""Exceptions under their JVM names, so that `(catch ArithmeticException e …)` is an except clause.

The Python tree mirrors Java's.  Python's own errors that compiled code can raise are listed beside
the Java class they stand for in `CATCHES`.
"""

from __future__ import annotations

from typing import Any


class ClojureError(Exception):
    """What compiled code throws; `java` is the class name Clojure would show."""

    java = "java.lang.RuntimeException"

    def __init__(self, message: str | None = None, cause: BaseException | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.cause = cause
        if cause is not None:
            self.__cause__ = cause

    @property
    def name(self) -> str:
        """The class name without its package."""
        return self.java.rpartition(".")[2]

    def __str__(self) -> str:
        return self.message if self.message is not None else self.name


class JavaRuntimeError(ClojureError):
    """RuntimeException."""


class IllegalArgument(JavaRuntimeError):
    java = "java.lang.IllegalArgumentException"


class Arity(IllegalArgument):
    java = "clojure.lang.ArityException"


class NumberFormat(IllegalArgument):
    java = "java.lang.NumberFormatException"


class PatternSyntax(IllegalArgument):
    java = "java.util.regex.PatternSyntaxException"


class IllegalState(JavaRuntimeError):
    java = "java.lang.IllegalStateException"


class Arithmetic(JavaRuntimeError):
    java = "java.lang.ArithmeticException"


class ClassCast(JavaRuntimeError):
    java = "java.lang.ClassCastException"


class IndexOutOfBounds(JavaRuntimeError):
    java = "java.lang.IndexOutOfBoundsException"


class StringIndexOutOfBounds(IndexOutOfBounds):
    java = "java.lang.StringIndexOutOfBoundsException"


class NullPointer(JavaRuntimeError):
    java = "java.lang.NullPointerException"


class UnsupportedOperation(JavaRuntimeError):
    java = "java.lang.UnsupportedOperationException"


class IllegalAccess(ClojureError):
    """IllegalAccessError: a transient used after it was made persistent."""

    java = "java.lang.IllegalAccessError"


class NoSuchElement(JavaRuntimeError):
    java = "java.util.NoSuchElementException"


class DateTime(JavaRuntimeError):
    java = "java.time.DateTimeException"


class DateTimeParse(DateTime):
    java = "java.time.format.DateTimeParseException"


class LimitExceeded(JavaRuntimeError):
    """A bound of `limits` was hit."""

    java = "breyta.LimitExceeded"


class AssertionFailed(ClojureError, AssertionError):
    java = "java.lang.AssertionError"


class ExInfo(JavaRuntimeError):
    """`(ex-info message data cause)`."""

    java = "clojure.lang.ExceptionInfo"

    def __init__(
        self, message: str | None = None, data: Any = None, cause: BaseException | None = None
    ) -> None:
        super().__init__(message, cause)
        self.data = data

    def __reduce__(self) -> tuple[Any, ...]:
        return (ExInfo, (self.message, self.data, self.cause))


CATCHES: dict[str, tuple[type[BaseException], ...]] = {
    "Throwable": (Exception,),
    "Exception": (Exception,),
    "RuntimeException": (Exception,),
    "Error": (AssertionFailed, RecursionError, MemoryError),
    "IllegalArgumentException": (IllegalArgument, TypeError),
    "ArityException": (Arity, TypeError),
    "NumberFormatException": (NumberFormat,),
    "PatternSyntaxException": (PatternSyntax,),
    "IllegalStateException": (IllegalState,),
    "ArithmeticException": (Arithmetic, ZeroDivisionError),
    "ClassCastException": (ClassCast,),
    "IndexOutOfBoundsException": (IndexOutOfBounds,),
    "StringIndexOutOfBoundsException": (StringIndexOutOfBounds,),
    "NullPointerException": (NullPointer,),
    "UnsupportedOperationException": (UnsupportedOperation,),
    "NoSuchElementException": (NoSuchElement,),
    "DateTimeException": (DateTime,),
    "DateTimeParseException": (DateTimeParse,),
    "AssertionError": (AssertionFailed,),
    "StackOverflowError": (RecursionError,),
    "ExceptionInfo": (ExInfo,),
    "IExceptionInfo": (ExInfo,),
}
"""Class name without package -> what an except clause names for it."""

_PACKAGES = ("java.lang.", "java.util.regex.", "java.util.", "java.time.format.", "java.time.")


def catch_types(name: str) -> tuple[type[BaseException], ...] | None:
    """What `(catch name e …)` catches, for a simple or full class name; None when unknown."""
    for package in (*_PACKAGES, "clojure.lang."):
        if name.startswith(package):
            return CATCHES.get(name[len(package) :])
    return CATCHES.get(name)


_PYTHON_NAMES: tuple[tuple[type[BaseException], str], ...] = (
    (RecursionError, "java.lang.StackOverflowError"),
    (ZeroDivisionError, "java.lang.ArithmeticException"),
    (TypeError, "clojure.lang.ArityException"),
    (MemoryError, "java.lang.OutOfMemoryError"),
)


def java_class_name(error: BaseException) -> str:
    """The JVM class name of any exception compiled code can meet."""
    if isinstance(error, ClojureError):
        return error.java
    for kind, name in _PYTHON_NAMES:
        if isinstance(error, kind):
            return name
    return "java.lang.RuntimeException"


def throw(error: Any) -> Any:
    """`(throw e)` in expression position."""
    if isinstance(error, BaseException):
        raise error
    if error is None:
        raise NullPointer("throw of nil")
    raise ClassCast(f"{type(error).__name__} cannot be cast to class java.lang.Throwable")
