"""Clockwork: time, gaps and slots as a flow sees them."""

from typing import Any

from breyta_runtime import Definition, Invocation, Run, Slot, durable
from breyta_runtime.values import Map, kw
from prefect import flow

DEFINITION = Definition(
    slug="clockwork",
    name="Clockwork",
    source="flows/clockwork.clj",
    requires=(
        Slot(
            "open-api", "http-api", base_url="http://localhost", auth=Map({kw("type"): kw("none")})
        ),
        Slot("billing", "http-api"),
    ),
    invocations={"default": Invocation()},
)


@flow(name="clockwork")
@durable(DEFINITION)
def clockwork(run: Run) -> Any:
    # 3:5
    start = run.now_ms()
    slept = run.step(kw("sleep"), kw("nap"), duration="30ms")
    # 5:5
    end = run.now_ms()
    backoff = Map({kw("interval"): "1s", kw("attempt"): 3, kw("type"): kw("exponential")})
    # 7:5
    return Map(
        {
            kw("start"): start,
            kw("end"): end,
            kw("slept"): slept,
            kw("elapsed"): run.elapsed(start, "30ms"),
            kw("elapsed-hour"): run.elapsed(start, "1h"),
            kw("gaps"): (run.backoff("10s"), run.backoff(500), run.backoff(backoff)),
            kw("bound"): (run.slot_bound(kw("open-api")), run.slot_bound("billing")),
            kw("moment"): run.step("time", "now", title="What time is it?"),
        }
    )
