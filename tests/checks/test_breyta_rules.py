"""All 53 codes of Breyta's own linter (LNT-001): which of our rules means each, an example it
fires on, and one like it that it leaves alone."""

from __future__ import annotations

import pytest
from breytac.diagnostics.catalogue import rules_named
from breytac.diagnostics.finding import Finding, SourceError
from breytac.diagnostics.rules import reader
from breytac.pipeline import analyze_source
from breytac.syntax.forms import Form
from breytac.syntax.source import Source

HEAD = '{:slug :a :name "A" :concurrency {:type :singleton :on-new-version :supersede}'
ENTRIES = (
    " :invocations {:default {:inputs []}}"
    " :interfaces {:manual [{:id :run :invocation :default}]}"
)


def flow(body: str, sections: str = ENTRIES) -> str:
    return f"{HEAD}{sections} :flow '{body}}}"


def invocations(value: str) -> str:
    return flow("nil", f" :interfaces {{}} :invocations {value}")


def interfaces(value: str) -> str:
    return flow("nil", f" :invocations {{:default {{:inputs []}}}} :interfaces {value}")


def one_input(value: str) -> str:
    return invocations(f"{{:default {{:inputs [{value}]}}}}")


def function(config: str) -> str:
    return flow(
        f"(flow/step :function :f {config})",
        f'{ENTRIES} :functions [{{:id :g :language :clojure :code "(fn [x] x)"}}]',
    )


def code(text: str) -> str:
    return flow(
        "(flow/step :function :f {:ref :g})",
        f'{ENTRIES} :functions [{{:id :g :language :clojure :code "{text}"}}]',
    )


STEP = ' :steps [{:id :ns/go :type :http :description "Goes." :input-schema [:map]}]'
GO = "(flow/step :ns/go :go {})"

EXAMPLES: dict[str, tuple[str, str]] = {
    "clojure_delimiters_invalid": (flow("(do 1]"), flow('(do "]")')),
    "clojure_syntax_invalid": (flow('"\\q"'), flow('"\\n"')),
    "flow_include_invalid": (flow('#flow/include "gone.clj"'), flow('"#flow/include"')),
    "clojure_reader_eval_disabled": (flow("#=(+ 1 2)"), flow('"#=(+ 1 2)"')),
    "clojure_reader_invalid": (flow("{:a}"), flow("{:a 1}")),
    "missing_required_field": ('{:slug :a :name "A" :flow \'nil}', flow("nil")),
    "invalid_required_field": (
        '{:slug :a :name "A" :concurrency nil :flow \'nil}',
        flow("nil"),
    ),
    "deprecated_manual_trigger": (
        flow("nil", ' :triggers [{:type :manual :label "Run"}]'),
        flow("nil"),
    ),
    "missing_interfaces": (flow("nil", " :invocations {:default {}}"), flow("nil")),
    "missing_invocations": (flow("nil", " :interfaces {}"), flow("nil")),
    "hardcoded_workspace_id": (flow('"ws-acme"'), flow('"news-acme"')),
    "large_inline_string": (flow(f'"{"x" * 4000}"'), flow(f'"{"x" * 3990}"')),
    "sandbox_unbounded_range": (code("(fn [x] (take 3 (range)))"), code("(fn [x] (range 3))")),
    "unsupported_visual_flow_form": (
        flow("(->> (flow/input) count)"),
        flow("(-> (flow/input) count)"),
    ),
    "prohibited_orchestration_transform": (
        flow("(map inc (:xs (flow/input)))"),
        flow("(let [map (:map (flow/input))] map)"),
    ),
    "authoring_shape_scan_incomplete": (
        f"{HEAD}{ENTRIES} :flow 'nil :extra}}",
        f"{HEAD}{ENTRIES} :flow 'nil #?@(:clj [:tags [:a]])}}",
    ),
    "invalid_invocations_shape": (invocations("[]"), invocations("nil")),
    "invocations_shape_scan_incomplete": (
        invocations("{:default {} :other}"),
        invocations("{:default {} #?@(:clj [:other {}])}"),
    ),
    "invalid_invocation_id": (invocations('{"default" {}}'), invocations("{:default {}}")),
    "invalid_invocation_shape": (invocations("{:default []}"), invocations("{:default {}}")),
    "invalid_invocation_inputs_shape": (
        invocations("{:default {:inputs {}}}"),
        invocations("{:default {:inputs []}}"),
    ),
    "invocation_inputs_scan_incomplete": (
        one_input("{:name :x :type}"),
        one_input("{:name :x #_:y :type :text}"),
    ),
    "invalid_invocation_input_shape": (one_input(":x"), one_input("{:name :x}")),
    "missing_invocation_input_name": (one_input("{:type :text}"), one_input("{:name :x}")),
    "invalid_invocation_input_name": (
        one_input('{:name "a b"}'),
        one_input('{:name "a-b"}'),
    ),
    "duplicate_invocation_input_name": (
        one_input("{:name :x} {:name :x}"),
        one_input("{:name :x} {:name :y}"),
    ),
    "invalid_invocation_input_type": (
        one_input("{:name :x :type :txt}"),
        one_input("{:name :x :type :text}"),
    ),
    "invalid_interfaces_shape": (interfaces("[]"), interfaces("nil")),
    "interfaces_shape_scan_incomplete": (
        interfaces("{:manual}"),
        interfaces("{:manual [] #_#_:http []}"),
    ),
    "invalid_interface_category_shape": (
        interfaces("{:manual {:id :run :invocation :default}}"),
        interfaces("{:manual [{:id :run :invocation :default}]}"),
    ),
    "too_many_interfaces": (
        interfaces("{:manual [{:id :a :invocation :default} {:id :b :invocation :default}]}"),
        interfaces("{:manual [{:id :a :invocation :default}]}"),
    ),
    "invalid_interface_shape": (interfaces("{:manual [:run]}"), interfaces("{:manual []}")),
    "missing_interface_id": (
        interfaces("{:manual [{:invocation :default}]}"),
        interfaces('{:mcp [{:tool-name "run" :invocation :default}]}'),
    ),
    "invalid_interface_id": (
        interfaces('{:manual [{:id "a b" :invocation :default}]}'),
        interfaces("{:manual [{:id :a-b :invocation :default}]}"),
    ),
    "duplicate_interface_id": (
        interfaces(
            "{:manual [{:id :a :invocation :default}] :http [{:id :a :invocation :default}]}"
        ),
        interfaces(
            "{:manual [{:id :a :invocation :default}] :http [{:id :b :invocation :default}]}"
        ),
    ),
    "missing_interface_invocation": (
        interfaces("{:manual [{:id :a}]}"),
        interfaces("{:manual [{:id :a :invocation :default}]}"),
    ),
    "invalid_interface_invocation": (
        interfaces("{:manual [{:id :a :invocation 1}]}"),
        interfaces("{:manual [{:id :a :invocation :default}]}"),
    ),
    "unknown_interface_invocation": (
        interfaces("{:manual [{:id :a :invocation :defualt}]}"),
        interfaces("{:manual [{:id :a :invocation :default}]}"),
    ),
    "step_reference_scan_incomplete": (
        flow(GO, ENTRIES + " :steps [{:id :ns/go :type}]"),
        flow(GO, ENTRIES + STEP),
    ),
    "missing_packaged_step_reference": (
        flow("(flow/step :ns/other :go {})", ENTRIES + STEP),
        flow("(do (quote (flow/step :ns/other :go {})) (flow/step :ns/go :go {}))", ENTRIES + STEP),
    ),
    "unreferenced_packaged_step": (
        flow("nil", ENTRIES + STEP),
        flow('(flow/step :agent :a {:objective "Go." :tools {:steps [:ns/go]}})', ENTRIES + STEP),
    ),
    "flow_step_arity_invalid": (
        flow('(flow/step :http :get {:url "https://x.example"} {})'),
        flow('(flow/step :http :get {:url "https://x.example"})'),
    ),
    "flow_step_missing_config": (
        flow("(flow/step :http :get)"),
        flow('(let [config {:url "https://x.example"}] (flow/step :http :get config))'),
    ),
    "flow_step_invalid_type": (
        flow('(flow/step "http" :get {})'),
        flow("(let [kind :sleep] (flow/step kind :get {}))"),
    ),
    "flow_step_missing_step_id": (flow("(flow/step :sleep {})"), flow("(flow/step :sleep :s {})")),
    "flow_step_packaged_extra_argument": (
        flow("(flow/step :ns/go {} 1)", ENTRIES + STEP),
        flow("(flow/step :ns/go {})", ENTRIES + STEP),
    ),
    "function_step_arity_invalid": (
        flow("(flow/step :function :f)"),
        flow("(flow/step :function :f {:code '(fn [x] x)})"),
    ),
    "function_step_config_invalid": (
        flow("(flow/step :function :f [])"),
        flow("(flow/step :function :f {:code '(fn [x] x)})"),
    ),
    "function_step_code_ref_conflict": (
        function("{:ref :g :code '(fn [x] x)}"),
        function("{:ref :g}"),
    ),
    "function_step_missing_code_or_ref": (function("{:input {}}"), function("{:ref :g}")),
    "function_step_input_shape_invalid": (
        function("{:ref :g :input [1]}"),
        function("{:ref :g :input (flow/input)}"),
    ),
    "function_code_string_scan_incomplete": (
        f'{HEAD}{ENTRIES} :functions [{{:id :g :code "(fn [x] x)" :description}}] :flow \'nil}}',
        code("(fn [x] x)"),
    ),
    "function_code_string_invalid": (code("(fn [x] x"), code("(fn [x] x)")),
}


def findings_of(text: str) -> tuple[Finding, ...]:
    def no_file(path: str, form: Form) -> Source:
        raise SourceError(Finding(reader.UNREADABLE_INCLUDE, form.span, f"{path} is not there."))

    return analyze_source(Source("case.clj", text), load_include=no_file)[1]


def test_there_are_53_of_them() -> None:
    assert len(EXAMPLES) == 53


@pytest.mark.parametrize("code_", sorted(EXAMPLES))
def test_one_of_our_rules_means_it(code_: str) -> None:
    meant = {rule.code for rule in rules_named(code_)}
    fires, silent = EXAMPLES[code_]
    assert meant & {each.rule.code for each in findings_of(fires)}
    assert not meant & {each.rule.code for each in findings_of(silent)}
