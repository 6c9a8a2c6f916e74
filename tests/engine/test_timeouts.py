"""Time limits that hold wherever the code hangs."""

from __future__ import annotations

import pickle
import signal
import threading
import time

import pytest
from breyta_runtime.engine.errors import StepError, StepTimeout
from breyta_runtime.engine.timeouts import call_within
from breyta_runtime.values import Map, kw


def test_in_time() -> None:
    assert call_within(5, "it", lambda: "done") == "done"
    assert call_within(None, "it", lambda: "done") == "done"


def test_a_blocking_call_is_interrupted() -> None:
    started = time.monotonic()
    with pytest.raises(StepTimeout, match=r"it took longer than its :timeout of 0\.1 s"):
        call_within(0.1, "it", lambda: time.sleep(5))
    assert time.monotonic() - started < 2


def test_code_that_catches_everything_does_not_catch_the_limit() -> None:
    def stubborn() -> None:
        while True:
            try:
                time.sleep(5)
            except Exception:
                continue

    with pytest.raises(StepTimeout):
        call_within(0.1, "it", stubborn)


def test_other_threads_do_not_wait_longer() -> None:
    """Nothing can interrupt them; the step is given up, and what it returns is nobody's."""
    caught: list[BaseException] = []

    def run() -> None:
        try:
            call_within(0.1, "it", lambda: time.sleep(1))
        except StepTimeout as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(0.9)
    assert len(caught) == 1


def test_errors_come_out_of_the_call_unchanged() -> None:
    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        call_within(5, "it", fail)


def test_an_outer_limit_goes_on() -> None:
    """Prefect has a timer of its own when a flow has a timeout."""
    rang: list[float] = []
    started = time.monotonic()
    before = signal.signal(signal.SIGALRM, lambda *_: rang.append(time.monotonic() - started))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        call_within(5, "it", lambda: time.sleep(0.05))
        assert rang == []
        time.sleep(0.5)
        assert len(rang) == 1
        assert 0.15 < rang[0] < 0.45

        started = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(StepTimeout):
            call_within(0.3, "it", lambda: [time.sleep(0.05) for _ in range(20)])
        assert len(rang) == 2
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(
    "error",
    [
        StepError("no", kind="http", status=503, retryable=True, data=Map({kw("a"): 1})),
        StepTimeout("late", seconds=3.0),
    ],
)
def test_errors_survive_pickling(error: StepError) -> None:
    """Prefect pickles what a run ends with when results are kept."""
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert (str(copy), copy.kind, copy.status, copy.retryable, copy.data) == (
        str(error),
        error.kind,
        error.status,
        error.retryable,
        error.data,
    )
