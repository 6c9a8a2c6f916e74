"""What refers to what, in the places that a case directory does not show."""

from __future__ import annotations

import pytest
from check_sources import findings, flow, names

HEAD = (
    ':slug :a :name "A" :concurrency {:type :singleton :on-new-version :supersede}'
    " :invocations {:default {:inputs [{:name :kind}]}}"
    " :interfaces {:manual [{:id :run :invocation :default}]}"
)
TEMPLATES = (
    ':templates [{:id :a :type :llm-prompt :prompt "A"} {:id :b :type :llm-prompt :prompt "B"}]'
)


@pytest.mark.parametrize(
    "template",
    [
        "(if (:kind (flow/input)) :a :b)",
        "(cond (:kind (flow/input)) :a :else :b)",
        "(case (:kind (flow/input)) 1 :a :b)",
        "(let [t (if (:kind (flow/input)) :a :b)] t)",
        "(keyword (:kind (flow/input)))",
    ],
)
def test_a_template_chosen_in_the_run_counts_as_used(template: str) -> None:
    text = flow(f'(flow/step :llm :x {{:connection "c" :template {template}}})', HEAD + TEMPLATES)
    assert names(text) == []


def test_each_possible_template_has_to_exist() -> None:
    """TPL-021"""
    chosen = "(if (:kind (flow/input)) :a :c)"
    text = flow(f'(flow/step :llm :x {{:connection "c" :template {chosen}}})', HEAD + TEMPLATES)
    assert names(text) == ["unused-template", "unknown-template"]


def test_fragments_are_not_asked_for_what_they_leave_out() -> None:
    body = "(do (flow/step :a/b {}) (flow/step :http :x {:connection :api :template :t}))"
    assert names(flow(body)) == []
    assert names(flow(body, HEAD)) == [
        "unknown-packaged-step",
        "unknown-connection",
        "unknown-template",
    ]


def test_quoted_data_calls_nothing() -> None:
    assert names(flow("(count (quote (flow/step :a/b {})))", HEAD)) == []


@pytest.mark.parametrize(
    "use",
    [
        '(flow/step :agent :x {:objective "Go." :tools {:steps [:a/b]}})',
        '(flow/step :agent :x {:objective "Go." :tools (:tools (flow/input))})',
        "(flow/step (keyword (:kind (flow/input))) :x {})",
        '(flow/step :agent :x {:objective "Go." :after-tool-call (fn [_] {:tools {:t {:type :a/b}}})})',
    ],
)
def test_a_packaged_step_may_be_used_in_many_ways(use: str) -> None:
    packaged = ':steps [{:id :a/b :type :sleep :description "B." :input-schema [:map]}]'
    assert "unused-packaged-step" not in names(flow(use, HEAD + packaged))


def test_secrets_of_other_slots_are_used() -> None:
    slots = (
        ":requires [{:slot :ai :type :http-api :auth {:type :aws-sigv4 :secret-ref :aws}}"
        " {:slot :aws :type :secret :secret-ref :aws}]"
    )
    assert names(flow('(flow/step :llm :x {:connection :ai :prompt "A"})', HEAD + slots)) == []


def test_slots_of_child_flows_are_bound_through_their_parent() -> None:
    slots = ":requires [{:slot :api :type :http-api}]"
    assert names(flow("(flow/call-flow :child {})", HEAD + slots)) == []


def test_child_flows_are_looked_for_when_all_are_known() -> None:
    text = flow("(flow/call-flow :chid {})", HEAD)
    known = [each.rule.name for each in findings(text, known_flows=["child"])]
    assert known == ["unknown-flow"]
    assert names(text) == []


def test_keys_of_an_agent_that_change_it_are_no_inputs() -> None:
    agent = (
        ':agents [{:id :a/b :description "B." :objective "Go."'
        " :input-schema [:map [:area :string]]}]"
    )
    assert names(flow('(flow/step :a/b {:area "x" :max-iterations 5})', HEAD + agent)) == []
    assert names(flow('(flow/step :a/b {:aera "x"})', HEAD + agent)) == ["packaged-input"]


@pytest.mark.parametrize(
    "code",
    ["(rand)", "(java.util.UUID/randomUUID)", "(java.time.Instant/now)", "(System/nanoTime)"],
)
def test_nothing_in_a_flow_differs_between_executions(code: str) -> None:
    """ORC-026, FN-022: what is not repeatable does not compile, in bodies and in functions."""
    assert any(each.is_error for each in findings(flow(code, HEAD)))
    function = f"(flow/step :function :x {{:code '(fn [_] {code})}})"
    assert any(each.is_error for each in findings(flow(function, HEAD)))
