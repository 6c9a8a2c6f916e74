"""Steps with `:template` and `:data`, from the flow's source to the request that arrives."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from breyta_runtime.definition import Definition, Template
from breyta_runtime.engine.runner import RunResult, execute_module
from breyta_runtime.steps.templated import filled_in
from breyta_runtime.values import Map, kw
from breyta_runtime.values.json import from_json, to_json
from breytac.pipeline import compile_source
from breytac.syntax.source import Source

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from support.http_server import LocalServer, local_server  # noqa: E402

Execute = Callable[..., RunResult]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    with local_server() as running:
        for slot in ("API", "ORDERS_API"):
            monkeypatch.setenv(f"BREYTA_CONNECTION_{slot}_BASE_URL", running.url)
        yield running


@pytest.fixture
def execute(workspace: Path) -> Execute:
    def run(source: str, inputs: dict[str, Any] | None = None) -> RunResult:
        compiled = compile_source(
            Source("flows/it.clj", source), load_include=lambda *_: pytest.fail("no includes")
        )
        assert compiled.text is not None, compiled.findings
        assert compiled.file_name is not None
        module = workspace / compiled.file_name
        module.write_text(compiled.text, encoding="utf-8")
        return execute_module(module, inputs or {}, host="offline")

    return run


def flow(name: str) -> str:
    """An example, its connections without credentials."""
    text = (ROOT / "flows" / f"{name}.clj").read_text("utf-8")
    for kind in ("api-key", "bearer"):
        text = text.replace(f":auth {{:type :{kind}}}", ":auth {:type :none}")
    return text


def test_an_imported_flow_sends_the_request_of_its_template(
    server: LocalServer, execute: Execute
) -> None:
    """TPL-002, TPL-003, HTTP-020"""
    server.on("GET /users", [{"id": 1}])
    result = execute(flow("imported"))
    assert result.error is None
    assert [(r.method, r.target) for r in server.requests] == [("GET", "/users")]


def test_data_goes_into_the_path(server: LocalServer, execute: Execute) -> None:
    """TPL-018: the order's risk is asked for by the id in :data."""
    server.on("GET /orders/o-7", {"id": "o-7"})
    server.on("GET /orders/o-7/risk", {"risk-level": "low", "score": 1})
    execute(flow("advanced-order-orchestration"), {"order-id": "o-7"})
    assert [r.target for r in server.requests][:2] == ["/orders/o-7", "/orders/o-7/risk"]


ORDERS = """{:slug :orders
 :name "Orders"
 :concurrency {:type :singleton :on-new-version :supersede}
 :requires [{:slot :api :type :http-api :label "API" :base-url "https://x.test"}]
 :templates [{:id :create :type :http-request
              :request {:method :post :path "/orders/{{customer.id}}"
                        :headers {"X-Kind" "{{kind}}" "X-Fixed" "a"}
                        :query {:dry "{{dry}}"}
                        :json {:note "{{#each lines}}{{sku}}x{{n}} {{/each}}" :lines ["{{lines.0.sku}}"]
                               :amount 12.5}}}
             {:id :cancel :type :http-request
              :request {:method :delete :path "/orders/{{customer.id}}"}}]
 :invocations {:default {:inputs [{:name :undo :type :boolean}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow '(let [input (flow/input)
              tpl (if (:undo input) :cancel :create)
              sent (flow/step :http :send
                     {:connection :api :template tpl STEP
                      :data {:customer {:id 7} :kind "retail" :dry true
                             :lines [{:sku "a" :n 2} {:sku "b" :n 1}]}})]
          (:id sent))}
"""


def test_maps_and_vectors_of_a_template_are_filled_in(
    server: LocalServer, execute: Execute
) -> None:
    """TPL-019, TPL-010"""
    server.on("POST /orders/7", {"id": "x"})
    result = execute(ORDERS.replace("STEP", ""))
    assert result.value == "x"
    (request,) = server.requests
    assert request.target == "/orders/7?dry=true"
    assert request.headers["x-kind"] == "retail"
    assert request.json() == {"note": "ax2 bx1 ", "lines": ["a"], "amount": 12.5}


def test_what_the_step_says_goes_before(server: LocalServer, execute: Execute) -> None:
    """TPL-007: the method is replaced, headers are added, another body replaces the template's."""
    server.on("PUT /orders/7", {"id": "x"})
    execute(
        ORDERS.replace(
            "STEP", ':method :put :headers {"X-Fixed" "b" "X-More" "c"} :body "raw" :query {:n 1}'
        )
    )
    (request,) = server.requests
    assert request.target == "/orders/7?dry=true&n=1"
    sent = {name: request.headers[name] for name in ("x-kind", "x-fixed", "x-more")}
    assert sent == {"x-kind": "retail", "x-fixed": "b", "x-more": "c"}
    assert request.body == b"raw"


def test_the_template_may_be_chosen_at_run_time(server: LocalServer, execute: Execute) -> None:
    """TPL-020"""
    server.on("DELETE /orders/7", {"id": "gone"})
    assert execute(ORDERS.replace("STEP", ""), {"undo": True}).value == "gone"


def test_a_template_that_is_not_there_is_said_clearly(
    server: LocalServer, execute: Execute
) -> None:
    """TPL-021, for an id worked out at run time."""
    text = ORDERS.replace("STEP", "").replace(
        "(if (:undo input) :cancel :create)", '(keyword (str "crea" (when (:undo input) "te")))'
    )
    result = execute(text)
    assert str(result.error) == "there is no template :crea; did you mean :create?"
    assert server.requests == []


PROMPT = Template("ask", "llm-prompt", system="Be brief.", prompt="Sum up {{text}}")
DEFINITION = Definition("it", "It", templates=(PROMPT,))


def test_each_type_supplies_its_own_keys() -> None:
    """TPL-001, TPL-004, TPL-005, TPL-006"""
    channels = Map({kw("http"): Map({kw("path"): "/x"})})
    query = Template("q", "db-query", sql="select 1")
    message = Template("m", "notification", channels=channels)
    assert to_json(PROMPT.content()) == {"system": "Be brief.", "prompt": "Sum up {{text}}"}
    assert to_json(query.content()) == {"sql": "select 1"}
    assert to_json(message.content()) == {"channels": {"http": {"path": "/x"}}}


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"template": kw("nope")}, "there is no template :nope; the flow declares :ask"),
        ({"template": kw("ask")}, "of type :llm-prompt; the step takes one of type :http-request"),
        ({"template": 7}, ":template must be the id of a template, not 7"),
    ],
)
def test_a_wrong_use(config: dict[str, Any], message: str) -> None:
    given = Map({kw(name): value for name, value in config.items()})
    with pytest.raises(ValueError, match=message):
        filled_in(given, DEFINITION, "http-request")


def test_data_has_to_be_a_map() -> None:
    given = Map({kw("template"): "ask", kw("data"): from_json([1])})
    with pytest.raises(ValueError, match=r":data must be a map, not \[1\]"):
        filled_in(given, DEFINITION, "llm-prompt")


def test_names_of_the_flow_do_not_get_in_the_way(server: LocalServer, execute: Execute) -> None:
    """Functions and locals called as what templates are made of; the flow's input as data."""
    server.on("GET /7/low", {"id": 1})
    result = execute(
        """{:slug :value
 :name "Value"
 :concurrency {:type :singleton :on-new-version :supersede}
 :requires [{:slot :api :type :http-api :label "API" :base-url "https://x.test"}]
 :functions [{:id :text :language :clojure :code "(fn [value] (let [text (:id value)] {:text text}))"}
             {:id :each-request :language :clojure :code "(fn [each] (assoc each :item 1))"}]
 :templates [{:id :each :type :http-request
              :request {:path "/{{id}}/{{#with risk}}{{level}}{{/with}}"}}]
 :invocations {:default {:inputs [{:name :id :type :number} {:name :risk :type :json}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow '(let [value (flow/input)
              text (flow/step :function :a {:ref :text :input value})
              each (flow/step :function :b {:ref :each-request :input text})
              section (flow/step :http :get {:connection :api :template :each :data value})]
          {:text text :each each :id (:id section)})}
""",
        {"id": 7, "risk": {"level": "low"}},
    )
    assert result.error is None
    assert result.value == {"text": {"text": 7}, "each": {"text": 7, "item": 1}, "id": 1}
