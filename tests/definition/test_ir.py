"""The FlowIR itself: places, function sources, the body, and its JSON."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle

import pytest
from breyta_runtime import values
from breyta_runtime.definition import Definition, Slot, contract_of
from breyta_runtime.definition.contract import Contract, Key, Shape
from breyta_runtime.values import List, Map, kw, sym
from breytac.analysis.definition import form_to_value
from breytac.ir.flow import ir_to_json
from breytac.ir.spans import path_text
from breytac.syntax import read_one
from breytac.syntax.source import Source
from definition_reading import read_flow

FLOW = """{:slug :demo
 :name "Demo"
 :concurrency {:type :singleton :on-new-version :drain}
 :requires [{:slot :api :type :http-api :config {:deep {:x 1}}}]
 :invocations {:default {:inputs [{:key :q :default 5}]}}
 :interfaces {:manual [{:id :run :invocation :default}]}
 :functions [{:id :f :language :clojure :description "Adds" :code '(fn [x] (inc x))}]
 :flow '(let [input (flow/input)] input)}"""


def test_places() -> None:
    """Every declared value is found by its path, aliases under the name of the contract."""
    spans = read_flow(FLOW).spans
    shown = {
        path: f"{spans[path].line}:{spans[path].column}"
        for path in [
            ("slug",),
            ("requires", 0, "type"),
            ("requires", 0, "config", "deep", "x"),
            ("invocations", "default", "inputs", 0, "name"),
            ("functions", 0, "code"),
            ("flow",),
        ]
    }
    assert list(shown.values()) == ["1:8", "4:31", "4:60", "5:41", "7:67", "8:8"]
    assert spans.nearest(("requires", 0, "missing", 3)) == spans[("requires", 0)]
    form = spans.form(("slug",))
    assert form is not None and form.span.text == ":demo"
    assert path_text(("requires", 0, "base-url")) == ":requires[0] :base-url"


def test_function_written_as_a_form() -> None:
    """FN-001, FN-026"""
    flow = read_flow(FLOW)
    source = flow.function("f")
    assert source is not None
    assert not source.from_text
    assert [each.span.text for each in source.forms] == ["(fn [x] (inc x))"]
    assert source.description == "Adds"
    assert flow.definition.functions == {}


@pytest.mark.parametrize("quoted", ["'(x)", "(quote (x))", "(clojure.core/quote (x))"])
def test_body_is_unquoted(quoted: str) -> None:
    """DEF-001"""
    body = read_flow(f"{{:flow {quoted}}}").body
    assert body is not None
    assert body.span.text == "(x)"


def test_json() -> None:
    shown = ir_to_json(read_flow(FLOW), {"steps": [{"id": "a"}]})
    assert json.loads(json.dumps(shown)) == shown
    assert shown["definition"] == {
        "slug": "demo",
        "name": "Demo",
        "concurrency": {"type": "singleton", "on-new-version": "drain"},
        "requires": [{"slot": "api", "type": "http-api", "config": {"deep": {"x": 1}}}],
        "invocations": {"default": {"inputs": [{"name": "q", "default": 5}]}},
        "interfaces": {"manual": [{"id": "run", "invocation": "default"}]},
    }
    assert shown["functions"] == [
        {"id": "f", "language": "clojure", "position": "7:67", "description": "Adds"}
    ]
    assert shown["flow"] == {"position": "8:9", "steps": [{"id": "a"}]}
    assert shown["positions"][":requires[0] :config :deep :x"] == "4:60"
    assert (shown["complete"], shown["source"], shown["format"]) == (True, "flow.clj", 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("nil", None),
        ("[1 2.5 true \\a]", (1, 2.5, True, values.Char("a"))),
        ('{:a #{1} "b" [:x/y]}', Map({kw("a"): values.Set((1,)), "b": (kw("x/y"),)})),
        ("'(f x 'y)", List((sym("f"), sym("x"), sym("y")))),
        ("1/2", values.Ratio(1, 2)),
        ('#inst "2026-01-02"', values.Instant.parse("2026-01-02T00:00:00Z")),
    ],
)
def test_data(text: str, value: object) -> None:
    said: list[object] = []
    form = read_one(Source("x", text))
    assert form_to_value(form, lambda *each: said.append(each)) == value
    assert said == []


def test_code_is_no_data() -> None:
    said: list[str] = []
    value = form_to_value(
        read_one(Source("x", "{:a (f x)}")), lambda rule, form, message, hint: said.append(message)
    )
    assert value == Map({kw("a"): List((sym("f"), sym("x")))})
    assert said == ["A call of f is not evaluated here; only data can stand here."]


def test_contracts_are_data() -> None:
    """What the reference pages are made of."""
    contract = contract_of(Slot)
    assert isinstance(contract, Contract)
    assert contract.phrase == "a connection slot"
    kind = contract.keys["type"]
    assert isinstance(kind, Key)
    assert (kind.name, kind.shape, kind.required) == ("type", Shape.CHOICE, True)
    assert kind.renamed == {"llm-provider": "http-api"}
    assert "base-url" in contract.by_keyword


def test_every_key_names_its_features() -> None:
    """No field without the feature it comes from, and no record out of reach."""
    seen: set[type] = set()
    waiting: list[type] = [Definition]
    while waiting:
        cls = waiting.pop()
        seen.add(cls)
        for declared in contract_of(cls).keys.values():
            assert declared.features, (cls, declared.name)
            waiting.extend(each for each in declared.record if each not in seen)
    assert len(seen) > 35


def test_records_read_like_the_source() -> None:
    assert repr(Slot("api", "http-api", base_url="https://x")) == (
        "Slot('api', 'http-api', base_url='https://x')"
    )
    assert Slot("a", "ssh") == Slot("a", "ssh") != Slot("a", "secret")
    assert len({Slot("a", "ssh"), Slot("a", "ssh")}) == 1


def test_records_behave_like_dataclasses() -> None:
    slot = Slot("api", "http-api", base_url="https://x")
    assert dataclasses.replace(slot, label="API").label == "API"
    assert pickle.loads(pickle.dumps(slot)) == copy.deepcopy(slot) == slot
    with pytest.raises(dataclasses.FrozenInstanceError):
        slot.slot = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("arguments", "named", "message"),
    [
        (("a",), {}, r"Slot\(\) needs a value for 'type'"),
        (("a", "ssh"), {"slots": 1}, r"Slot\(\) has no field 'slots'"),
        (("a", "ssh"), {"slot": "b"}, r"Slot\(\) got two values for 'slot'"),
        (("a",) * 30, {}, r"Slot\(\) takes \d+ arguments, not 30"),
    ],
)
def test_wrong_arguments(
    arguments: tuple[str, ...], named: dict[str, object], message: str
) -> None:
    """A generated module that was edited by hand fails with a clear message."""
    with pytest.raises(TypeError, match=message):
        Slot(*arguments, **named)  # type: ignore[arg-type]
