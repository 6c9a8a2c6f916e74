"""Flow bodies, lowered and run against a run that only takes notes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from breyta_runtime.values import Map, kw, pr_str, truthy
from breyta_runtime.values.seqs import iter_of
from breytac.analysis.expressions import analyze_flow_body, analyze_function_code
from breytac.lowering import ModuleBuilder, emit, lower_flow_body, lower_function
from breytac.syntax import forms
from breytac.syntax.reader import read_all, read_code_string
from breytac.syntax.source import Source

FLOWS = sorted((Path(__file__).parents[2] / "flows").glob("*.clj"))


class Notes:
    """The Run API of the engine, writing down what it is asked for."""

    def __init__(self, given: Map, answers: Callable[..., Any] = lambda *_: None) -> None:
        self.given, self.answers = given, answers
        self.seen: list[str] = []

    def input(self) -> Map:
        return self.given

    def step(self, family: str, step_id: Any = None, config: Any = None, /, **fields: Any) -> Any:
        config = fields or config or {}
        shown = {str(k): v for k, v in config.items() if not callable(v)}
        self.seen.append(f"step {family} {step_id} {pr_str(Map(shown))}")
        if fields.get("code"):
            return fields["code"](fields.get("input"))
        return self.answers(family, step_id, config)

    def branch(
        self, label: str, test: Any, /, *, yes: str | None = None, no: str | None = None
    ) -> bool:
        taken = truthy(test)
        self.seen.append(f"branch {label}: {yes if taken else no}")
        return taken

    def enter(self, label: str, choice: str | None = None, /) -> None:
        self.seen.append(f"enter {label}" + (f": {choice}" if choice else ""))

    def loop(self, label: str | None, /, *, max_iterations: int | None = None) -> Iterator[int]:
        self.seen.append(f"loop {label} {max_iterations}")
        yield from range(max_iterations or 1000)

    def each(self, label: str, items: Any, /) -> Iterator[Any]:
        self.seen.append(f"each {label}")
        yield from iter_of(items)

    def call_flow(self, slug: str, given: Any = None, /, **options: Any) -> Any:
        self.seen.append(f"call {slug} {pr_str(given)} {sorted(options)}")
        return self.answers("call-flow", slug, given)

    def poll(self, body: Callable[[], Any], /, **options: Any) -> Any:
        self.seen.append(f"poll {sorted(options)}")
        while not truthy(options["return_on"](found := body())):
            pass
        return found

    def now_ms(self) -> int:
        return 1000

    def slot_bound(self, slot: Any) -> bool:
        return slot is kw("crm")


def compiled(source: str) -> Callable[[Any], Any]:
    read = read_all(Source("flow.clj", source))
    assert read.ok, read.findings
    body = analyze_flow_body(read.forms[0])
    assert body.body is not None, body.findings
    module = ModuleBuilder()
    statements = lower_flow_body(module, body)
    run = ast.arguments([], [ast.arg("run")], None, [], [], None, [])
    module.definitions.append(ast.FunctionDef("the_flow", run, statements, []))
    namespace: dict[str, Any] = {}
    exec(emit(module.module(None)), namespace)
    function: Callable[[Any], Any] = namespace["the_flow"]
    return function


def run(source: str, given: str = "{}", answers: Callable[..., Any] = lambda *_: None) -> Notes:
    from breytac import compile_function

    notes = Notes(compile_function(f"(fn [] {given})")(), answers)
    notes.seen.append("=> " + pr_str(compiled(source)(notes)))
    return notes


def test_only_the_taken_branch_runs_its_step() -> None:
    """ORC-014, ORC-016, ORC-022: labels on a binding's value, one branch only."""
    flow = """(let [input (flow/input)
                    answer ^{:label "Approved?" :yes "Ship" :no "Stop"}
                           (if-not (:stop input) (flow/step :http :ship {}) (flow/step :http :stop {}))]
                answer)"""
    assert run(flow).seen == ["branch Approved?: Ship", "step http ship {}", "=> nil"]
    assert run(flow, "{:stop true}").seen == [
        "branch Approved?: Stop",
        "step http stop {}",
        "=> nil",
    ]


def test_loop_with_steps() -> None:
    """ORC-005, ORC-015: recur goes round, the label bounds it."""
    flow = """^{:label "Retry" :max-iterations 4}
              (loop [n 0]
                (let [r (flow/step :http :try {:n n})]
                  (if (:ok r) {:after n} (recur (inc n)))))"""
    notes = run(flow, answers=lambda _f, _i, c: Map({kw("ok"): True}) if c["n"] == 2 else None)
    assert notes.seen == [
        "loop Retry 4",
        'step http try {"n" 0}',
        'step http try {"n" 1}',
        'step http try {"n" 2}',
        "=> {:after 2}",
    ]


def test_for_runs_its_steps_in_order_at_once() -> None:
    """ORC-003, ORC-004: eager, with :let, :when and :while."""
    flow = """(let [found ^"Each" (for [x (:xs (flow/input)) :let [y (* 10 x)] :when (odd? x) :while (< x 5)]
                                    (do (flow/step :kv :note {:key y}) y))
                    end (flow/step :kv :end {})]
                [found (count found)])"""
    assert run(flow, "{:xs [1 2 3 5 7]}").seen == [
        "each Each",
        'step kv note {"key" 10}',
        'step kv note {"key" 30}',
        "step kv end {}",
        "=> [(10 30) 2]",
    ]


def test_reduce_over_steps_runs_although_lint_objects() -> None:
    """ORC-019, ORC-024."""
    flow = "(reduce (fn [acc x] (conj acc (flow/step :kv :get {:key x}))) [] [1 2])"
    notes = run(flow, answers=lambda _f, _i, c: c["key"])
    assert notes.seen == ['step kv get {"key" 1}', 'step kv get {"key" 2}', "=> [1 2]"]


def test_mapv_over_steps_keeps_their_order() -> None:
    flow = "{:a (mapv #(flow/step :kv :get {:key %}) [1 2]) :b (flow/step :kv :get {:key 3})}"
    notes = run(flow, answers=lambda _f, _i, c: c["key"])
    assert notes.seen[-1] == "=> {:a [1 2], :b 3}"
    assert [line[-3:] for line in notes.seen[:3]] == [" 1}", " 2}", " 3}"]


def test_lazy_map_over_steps_is_run_where_it_stands() -> None:
    flow = "(let [xs (map #(flow/step :kv :get {:key %}) [1 2]) y (flow/step :kv :end {})] xs)"
    assert run(flow).seen[:3] == [
        'step kv get {"key" 1}',
        'step kv get {"key" 2}',
        "step kv end {}",
    ]


def test_cond_and_case_say_which_way_they_went() -> None:
    """ORC-002, ORC-014."""
    flow = """^{:label "Route"} (cond (:a (flow/input)) 1 (flow/slot-bound? :crm) 2 :else 3)"""
    assert run(flow).seen == ["enter Route: (flow/slot-bound? :crm)", "=> 2"]
    assert run('^"Kind" (case (:k (flow/input)) (:x :y) 1 2)', "{:k :y}").seen == [
        "enter Kind: (:x :y)",
        "=> 1",
    ]


def test_poll_repeats_its_body() -> None:
    """POLL-001, POLL-005, POLL-010."""
    counts = iter(range(5))
    flow = """(flow/poll {:interval "1s" :max-attempts 9 :return-on (fn [r] (= 2 r))}
                (flow/step :http :check {}))"""
    notes = run(flow, answers=lambda *_: next(counts))
    assert notes.seen == [
        "poll ['interval', 'max_attempts', 'return_on']",
        *["step http check {}"] * 3,
        "=> 2",
    ]


def test_child_flow_and_inline_code() -> None:
    """ORC-008, FN-026: code may be a quoted form or a string."""
    flow = """(let [child (flow/call-flow :route {:a 1} {:target :live})
                    n (flow/step :function :n {:code '(fn [{:keys [b]}] (inc b)) :input {:b 4}})
                    m (flow/step :function :m {:code "(fn [x] (:b x))" :input {:b n}})]
                [child n m])"""
    assert run(flow).seen[-1] == "=> [nil 5 5]"
    assert run(flow).seen[0] == "call route {:a 1} ['target']"


def test_step_in_an_argument_gets_its_own_line_in_order() -> None:
    flow = "{:a (flow/now-ms) :b [(flow/step :kv :one {}) (:x (flow/step :kv :two {}))]}"
    assert run(flow).seen == ["step kv one {}", "step kv two {}", "=> {:a 1000, :b [nil nil]}"]


def test_closures_over_loop_variables_of_a_flow() -> None:
    flow = """(let [fs (for [x [1 2]] (let [y (* x 10)] (fn [] [x y])))] (vec (for [f fs] (f))))"""
    assert run(flow).seen == ["=> [[1 10] [2 20]]"]


@pytest.mark.parametrize("path", FLOWS, ids=[path.stem for path in FLOWS])
def test_the_examples_lower(path: Path) -> None:
    """Every function and every flow body of flows/ becomes Python that compiles."""
    read = read_all(Source(path.name, path.read_text()))
    definition = read.forms[0]
    assert isinstance(definition, forms.Map)
    module = ModuleBuilder()
    functions = definition.get("functions")
    for entry in functions.items if isinstance(functions, forms.Vector) else ():
        assert isinstance(entry, forms.Map)
        name, code = entry.get("id"), entry.get("code")
        assert isinstance(name, forms.Keyword)
        given = read_code_string(code).forms if isinstance(code, forms.String) else (code,)
        unit = analyze_function_code([form for form in given if form is not None])
        assert not unit.findings
        module.known_functions[name.name] = lower_function(module, unit, name.name)
    flow = definition.get("flow")
    assert flow is not None
    body = analyze_flow_body(flow, known_functions=module.known_functions)
    statements = lower_flow_body(module, body)
    run_ = ast.arguments([], [ast.arg("run")], None, [], [], None, [])
    module.definitions.append(ast.FunctionDef("the_flow", run_, statements, []))
    text = emit(module.module("A flow."))
    compile(text, str(path), "exec")
    assert text.count("run.step(") == sum(site.family != "poll" for site in body.steps)
