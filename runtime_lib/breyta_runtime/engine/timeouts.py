"""Calling something that must be over after a while; the same on every host."""

from __future__ import annotations

import contextvars
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

from breyta_runtime.engine.errors import StepTimeout

T = TypeVar("T")


class _Expired(BaseException):
    """Not an Exception: no handler of the interrupted code may take it for its own."""


def call_within(seconds: float | None, what: str, call: Callable[[], T]) -> T:
    """The result of `call`, or StepTimeout when it takes longer than `seconds`."""
    if seconds is None:
        return call()
    if _can_interrupt():
        return _interrupted_after(seconds, what, call)
    return _abandoned_after(seconds, what, call)


def _can_interrupt() -> bool:
    on_main = threading.current_thread() is threading.main_thread()
    return on_main and hasattr(signal, "setitimer")


def _expired(seconds: float, what: str) -> StepTimeout:
    return StepTimeout(f"{what} took longer than its :timeout of {seconds:g} s", seconds=seconds)


def _interrupted_after(seconds: float, what: str, call: Callable[[], T]) -> T:
    """Interrupts `call` wherever it is, blocking system calls included."""
    started = time.monotonic()
    over = outer_rang = False
    outer: Any = None

    def on_alarm(number: int, frame: FrameType | None) -> None:
        nonlocal outer_rang
        if over:
            return
        if time.monotonic() >= started + seconds:
            raise _Expired
        # An outer timer that runs out first: let it, and go on waiting for ours.
        signal.setitimer(signal.ITIMER_REAL, max(started + seconds - time.monotonic(), 1e-3))
        outer_rang = True
        if callable(outer):
            outer(number, frame)

    outer = signal.signal(signal.SIGALRM, on_alarm)
    outer_left, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    if 0 < outer_left < seconds:
        signal.setitimer(signal.ITIMER_REAL, outer_left)
    try:
        return call()
    except _Expired:
        raise _expired(seconds, what) from None
    finally:
        over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL if outer is None else outer)
        if outer_left > 0 and not outer_rang:
            left = outer_left - (time.monotonic() - started)
            signal.setitimer(signal.ITIMER_REAL, max(left, 1e-3))


def _abandoned_after(seconds: float, what: str, call: Callable[[], T]) -> T:
    """Where nothing can interrupt: runs `call` beside, and no longer waits for it after a while."""
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(call())
        except BaseException as error:
            failed.append(error)

    context = contextvars.copy_context()
    thread = threading.Thread(target=context.run, args=(run,), daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise _expired(seconds, what)
    return done[0]
