"""What a run costs more than the same flow written by hand for Prefect, on a warm server.

Measured twice: whole commands, which is what a person waits for, and runs inside one process that
has imported everything, which is what a worker pays.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from breyta_runtime import local

from benchmarks.measure import Row, command_times, installed_environment, run_command

STEPS = 20
REPEATS = 5
LIMIT = 1.1

FLOW = """
{{:slug :bench :name "Bench" :concurrency {{:type :singleton :on-new-version :supersede}}
 :functions [{{:id :grow :language :clojure :code (fn [input] {{:n (+ 1 (:n input))}})}}]
 :invocations {{:default {{:inputs [{{:name :n :type :number :default 0}}]}}}}
 :interfaces {{:manual [{{:id :run :label "Run" :invocation :default :enabled true}}]}}
 :flow '(let [input (flow/input)
{steps}]
   {last})}}
"""

BY_HAND = """
import json

from prefect import flow, task


@task
def grow(n):
    return {"n": n + 1}


@flow(name="bench")
def bench(n: int = 0):
    value = {"n": n}
    for _ in range(STEPS):
        value = grow(value["n"])
    return value


if __name__ == "__main__":
    print(json.dumps(bench()))
"""

IN_PROCESS = """
import importlib.util, json, sys, time

from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

kind, path, repeats = sys.argv[1:]
if kind == "compiled":
    from breyta_runtime.engine.runner import execute_module

    def run():
        result = execute_module(path)
        if result.error:
            raise result.error
        return result.value
else:
    spec = importlib.util.spec_from_file_location("by_hand", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    run = module.bench
times = []
# Without the heartbeat on both sides: its thread takes up to a second to end.
with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
    for _ in range(int(repeats) + 1):
        began = time.perf_counter()
        value = run()
        times.append(time.perf_counter() - began)
assert value == {"n": STEPS}, value
print(json.dumps(sorted(times[1:])[int(repeats) // 2]))
"""


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / ".breyta").mkdir()
        _write_flows(directory)
        breytac = str(Path(sys.executable).with_name("breytac"))
        run_command([breytac, "compile"], directory)
        os.environ.pop("PREFECT_API_URL", None)
        api_url = local.ensure_server(directory)
        env = {**installed_environment(directory), **local.client_environment(directory, api_url)}
        env["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "CRITICAL"
        try:
            yield from _commands(directory, breytac, env)
            yield from _in_process(directory, env)
        finally:
            local.stop(directory)


def _write_flows(directory: Path) -> None:
    steps, last = [], "input"
    for number in range(STEPS):
        steps.append(f"   v{number} (flow/step :function :grow-{number}")
        steps.append(f"        {{:ref :grow :input {{:n (:n {last})}}}})")
        last = f"v{number}"
    (directory / "flows").mkdir()
    (directory / "flows" / "bench.clj").write_text(FLOW.format(steps="\n".join(steps), last=last))
    (directory / "by_hand.py").write_text(BY_HAND.replace("STEPS", str(STEPS)))
    (directory / "in_process.py").write_text(IN_PROCESS.replace("STEPS", str(STEPS)))


def _commands(directory: Path, breytac: str, env: dict[str, str]) -> Iterator[Row]:
    commands = {
        "by hand": [sys.executable, "by_hand.py"],
        "offline": [breytac, "run", "bench", "--offline"],
        "compiled": [breytac, "run", "bench"],
    }
    times = command_times(commands, REPEATS, cwd=directory, env=env)
    hand = times["by hand"]
    yield Row(f"{STEPS} steps by hand: python by_hand.py", hand)
    yield Row("breytac run", times["compiled"], hand, "by hand", LIMIT)
    yield Row("breytac run --offline", times["offline"], hand, "by hand")


def _in_process(directory: Path, env: dict[str, str]) -> Iterator[Row]:
    def measure(kind: str, path: str) -> float:
        command = [sys.executable, "in_process.py", kind, path, str(2 * REPEATS)]
        done = subprocess.run(
            command, cwd=directory, env=env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        return float(json.loads(done.stdout.splitlines()[-1]))

    pairs = [
        (measure("by-hand", "by_hand.py"), measure("compiled", "generated/bench.py"))
        for _ in range(2)
    ]
    hand, ours = (min(each) for each in zip(*pairs, strict=True))
    yield Row(f"{STEPS} steps by hand, in process, no heartbeat", hand)
    yield Row("compiled, in process", ours, hand, "by hand", LIMIT)
