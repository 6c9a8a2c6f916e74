"""Time and memory of function code: what the bounds of single loops and sequences leave open.

    value = limited(lambda: function(argument))

It costs some microseconds: one thread of the process looks at the clock and the
memory twenty times a second, while there is something to look after, and raises an error in the
thread that has had enough.  Nested uses count as one.
"""

from __future__ import annotations

import ctypes
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from breyta_runtime.limits import FUNCTION_MEMORY, FUNCTION_SECONDS, GUARD_INTERVAL
from breyta_runtime.values.errors import LimitExceeded

IDLE_LOOKS = 40
"""Looks without anything to look after, before the thread ends."""
AGAIN_LOOKS = 10
"""Looks until the error is raised again, should a `finally` of the code have outlived it."""

R = TypeVar("R")


class _Stopped(BaseException):
    """Raised in the guarded thread.  No Exception, so that no `catch` of the code holds it."""


@dataclass(slots=True)
class _Entry:
    thread: int
    seconds: float
    memory: int
    since: float = field(default_factory=time.monotonic)
    memory_before: int | None = None
    """Known from the first look on: most code is done before."""
    reason: str | None = None
    raised: int = 0
    """Looks since there is a reason."""
    ended_by: dict[str, str] = field(default_factory=dict)
    """Who was first, the thread or its watcher: `setdefault` lets only one of them win."""

    def ends(self, who: str) -> bool:
        return self.ended_by.setdefault("by", who) == who


def limited(
    call: Callable[[], R], *, seconds: float = FUNCTION_SECONDS, memory: int = FUNCTION_MEMORY
) -> R:
    """What `call` gives; LimitExceeded when it takes longer, or when the process grows by more."""
    # No context manager: the error could hit its own exit, and would be nobody's then.
    thread = threading.get_ident()
    if thread in _watcher.active:
        return call()
    entry = _Entry(thread, seconds, memory)
    _watcher.enter(entry)
    try:
        try:
            return call()
        finally:
            _watcher.leave(entry)
    except _Stopped:
        _watcher.leave_late(entry)
        raise LimitExceeded(entry.reason) from None
    except MemoryError:
        raise LimitExceeded("the function needs too much memory") from None


class _Watcher:
    def __init__(self) -> None:
        self.active: dict[int, _Entry] = {}
        self.lock = threading.Lock()
        """Held while errors are raised in other threads."""
        self.running = False

    def enter(self, entry: _Entry) -> None:
        self.active[entry.thread] = entry
        if not self.running:
            with self.lock:
                if self.running:
                    return
                self.running = True
            threading.Thread(target=self.watch, name="breyta-guard", daemon=True).start()

    def leave(self, entry: _Entry) -> None:
        if not entry.ends("itself"):
            raise _Stopped
        del self.active[entry.thread]

    def leave_late(self, entry: _Entry) -> None:
        """What was raised in this thread may arrive once more, even here; then nothing does."""
        while entry.thread in self.active:
            try:
                with self.lock:
                    self.active.pop(entry.thread, None)
                    _raise_in(entry.thread, None)
            except _Stopped:
                continue

    def watch(self) -> None:
        idle = 0
        while idle <= IDLE_LOOKS:
            time.sleep(GUARD_INTERVAL)
            with self.lock:
                idle = 0 if self.active else idle + 1
                if idle > IDLE_LOOKS:
                    self.running = False
                elif self.active:
                    self.look(time.monotonic(), _resident())

    def look(self, now: float, memory: int) -> None:
        for entry in list(self.active.values()):
            if entry.memory_before is None:
                entry.memory_before = memory
            if entry.reason is None:
                reason = _reason(entry, now, memory)
                if reason is None or not entry.ends("watcher"):
                    continue
                entry.reason = reason
            if entry.raised % AGAIN_LOOKS == 0:
                _raise_in(entry.thread, _Stopped)
            entry.raised += 1


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    wanted = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), wanted)


def _reason(entry: _Entry, now: float, memory: int) -> str | None:
    if now - entry.since > entry.seconds:
        return f"the function took longer than {entry.seconds:g} seconds"
    if memory - (entry.memory_before or 0) > entry.memory:
        return f"the function took more than {entry.memory // 2**20} MB of memory"
    return None


_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def _resident() -> int:
    """Bytes of memory in use; 0 where nobody can tell."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123  (a path object per look)
            return int(file.read().split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0


_watcher = _Watcher()

if hasattr(os, "register_at_fork"):
    # The watching thread is not in the child.
    os.register_at_fork(after_in_child=_watcher.__init__)  # type: ignore[misc]
