"""What analysis says about code that is wrong: which rule, where, and what to do."""

from __future__ import annotations

import pytest
from breytac.analysis.expressions import analyze_flow_body, analyze_function_code, stops_compile
from breytac.diagnostics.finding import Finding
from breytac.syntax.reader import read_all
from breytac.syntax.source import Source


def in_function(code: str) -> list[Finding]:
    read = read_all(Source("f.clj", code))
    assert read.ok, read.findings
    return list(analyze_function_code(read.forms).findings)


def in_flow(code: str, functions: tuple[str, ...] = ("known",)) -> list[Finding]:
    read = read_all(Source("f.clj", code))
    assert read.ok, read.findings
    return list(analyze_flow_body(read.forms[0], known_functions=functions).findings)


def shown(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule.name, finding.span.text) for finding in findings]


@pytest.mark.parametrize(
    ("code", "rule", "place"),
    [
        ("(fn [x] (asoc x :a 1))", "unknown-name", "asoc"),
        ("(fn [row] (+ rwo 1))", "unknown-name", "rwo"),
        ("(fn [x] (str/uper-case x))", "unknown-name", "str/uper-case"),
        ("(fn [x] (strings/trim x))", "unknown-name", "strings/trim"),
        ("(fn [x] (slurp x))", "not-available", "slurp"),
        ("(fn [x] (rand-int x))", "not-available", "rand-int"),
        ("(fn [x] (eval x))", "not-available", "eval"),
        ("(fn [x] (map eval x))", "not-available", "eval"),
        ("(fn [x] (System/exit x))", "interop-not-allowed", "System/exit"),
        ("(fn [x] (Long/parseLong x))", "interop-not-allowed", "Long/parseLong"),
        ("(fn [x] (java.io.File. x))", "interop-not-allowed", "java.io.File."),
        ("(fn [x] (.getClass x))", "interop-not-allowed", ".getClass"),
        ("(fn [x] (.. x getClass))", "interop-not-allowed", "getClass"),
        ("(fn [x] (json/parse x true))", "wrong-arity", "(json/parse x true)"),
        ("(fn [x] (get x))", "wrong-arity", "(get x)"),
        ("(fn [x] (:a x 1 2))", "wrong-arity", "(:a x 1 2)"),
        ("(fn [x] (range))", "unbounded-range", "(range)"),
        ("(fn [x] (1 x))", "not-callable", "1"),
        ('(fn [x] ("a" x))', "not-callable", '"a"'),
        ("(fn [x] (set! x 1))", "refused-form", "(set! x 1)"),
        ("(fn [x] (def y 1))", "refused-form", "(def y 1)"),
        ("(fn [x] #'x)", "refused-form", "#'x"),
        ("(fn [x] (apply and x))", "refused-form", "and"),
        ("(fn [x] (if x 1 2 3))", "malformed-form", "(if x 1 2 3)"),
        ("(fn [x] (let [a] a))", "malformed-form", "a"),
        ("(fn [x] (let [1 2] x))", "malformed-form", "1"),
        ("(fn [x] (cond x))", "malformed-form", "x"),
        ("(fn [x] (for [:when x] x))", "malformed-form", "(for [:when x] x)"),
        ("(fn [x] (let [{:kees [a]} x] a))", "malformed-form", ":kees"),
        ("(fn [x] (loop [i 0] (+ 1 (recur i))))", "recur-not-in-tail-position", "(recur i)"),
        (
            "(fn [x] (try (recur x) (catch Exception e 1)))",
            "recur-not-in-tail-position",
            "(recur x)",
        ),
        ("(fn [x] (loop [i 0] (recur i 1)))", "recur-arity", "(recur i 1)"),
        ("(fn [x] (case x 1 :a (1 2) :b))", "duplicate-case", "1"),
        ("(fn [x] (try x (catch IOExcepton e 1)))", "unknown-exception", "IOExcepton"),
        ("(fn [x] #foo/bar x)", "unknown-tag", "#foo/bar x"),
        ('(fn [x] (re-find #"(" x))', "bad-regex", '#"("'),
        ("(fn [x] (flow/step :http :a {}))", "flow-call-in-function", "flow/step"),
        ("{:a 1}", "not-a-function", "{:a 1}"),
        ("(str 1)", "not-a-function", "(str 1)"),
        ("(defmacro m [] 1) (fn [x] x)", "refused-form", "(defmacro m [] 1)"),
        ("(def k (inc 1)) (fn [x] x)", "refused-form", "(def k (inc 1))"),
        ("(fn ([x] 1) ([y] 2))", "malformed-form", "(fn ([x] 1) ([y] 2))"),
    ],
)
def test_function_code(code: str, rule: str, place: str) -> None:
    assert shown(in_function(code)) == [(rule, place)]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("(fn [x] (asoc x :a 1))", "Did you mean assoc?"),
        ("(fn [input] (:a inptu))", "Did you mean input?"),
        ("(fn [x] (str/uper-case x))", "Did you mean str/upper-case?"),
        ("(fn [x] (upper-case x))", "Did you mean str/upper-case?"),
        ("(fn [x] (random-uuid))", "uuid-from"),
        ("(fn [x] (Math/abs x))", "abs"),
        ("(fn [x] (range))", "(range n)"),
    ],
)
def test_hints_say_what_to_write(code: str, hint: str) -> None:
    (finding,) = in_function(code)
    assert hint in (finding.hint or "")


def test_a_place_in_a_string_leads_to_the_file() -> None:
    from breytac.syntax import forms
    from breytac.syntax.reader import read_code_string

    text = '{:code "(fn [x]\\n  (\\"a\\" x))"}'
    definition = read_all(Source("f.clj", text)).forms[0]
    assert isinstance(definition, forms.Map)
    code = definition.get("code")
    assert isinstance(code, forms.String)
    (finding,) = analyze_function_code(read_code_string(code).forms).findings
    assert (finding.span.line, finding.span.column) == (1, 21)


def test_locals_hide_core_names_and_macros() -> None:
    assert not in_function(
        "(fn [when-not when] (let [eval inc cond 1] [(eval 1) (when-not when)]))"
    )


def test_special_forms_proper_are_not_hidden() -> None:
    """As in Clojure: `if` may be a local's name, but `(if …)` is a branch all the same."""
    assert not in_function("(fn [if] (if if 1 2))")
    (finding,) = in_function("(fn [if x] (if x))")
    assert "if takes a test" in finding.message


def test_classes_are_values() -> None:
    assert not in_function("(fn [x] [Long String java.util.Map (instance? clojure.lang.IFn x)])")
    (finding,) = in_function("(fn [x] (instance? java.io.File x))")
    assert "java.io.File" in finding.message


def test_metadata_that_is_code_is_checked() -> None:
    (finding,) = in_function("(fn [x] ^{:a (nope x)} [x])")
    assert "nope" in finding.message
    assert not in_function("(fn [^Whatever x] ^Whatever [x ^:odd {}])")


@pytest.mark.parametrize(
    "text", ["20200101", "2020-13", "2020-02-30", "2020-W01", "9999-12-31T23-24:00"]
)
def test_moments_clojure_does_not_read(text: str) -> None:
    (finding,) = in_function(f'(fn [x] #inst "{text}")')
    assert "cannot be read" in finding.message


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2020", "2020-01-01T00:00:00Z"),
        ("2020-02", "2020-02-01T00:00:00Z"),
        ("2020-02-03T10", "2020-02-03T10:00:00Z"),
        ("2020-02-03T10:30:05.1234567-05:30", "2020-02-03T16:00:05.123Z"),
        ("2020Z", "2020-01-01T00:00:00Z"),
    ],
)
def test_moments_in_part(text: str, read: str) -> None:
    from breytac import compile_function

    assert str(compile_function(f'(fn [] #inst "{text}")')()) == read


@pytest.mark.parametrize("name", ["map", "filter", "reduce", "mapv", "keep", "remove"])
def test_transforms_in_a_flow_body_are_lint_errors_that_compile(name: str) -> None:
    """ORC-019."""
    findings = in_flow(f"(let [f {name}] (flow/step :kv :a {{:f f}}))")
    assert shown(findings) == [("transform-in-flow", name)]
    assert findings[0].is_error
    assert not stops_compile(findings)
    assert "prohibited_orchestration_transform" in findings[0].rule.aliases


@pytest.mark.parametrize("name", ["->>", "as->", "some->", "some->>", "cond->", "cond->>"])
def test_threading_in_a_flow_body(name: str) -> None:
    """ORC-020: all but ->."""
    given = {"as->": "1 x (inc x)"}.get(
        name, "1" if "some" in name or name == "->>" else "1 true inc"
    )
    findings = in_flow(f"({name} {given})")
    assert shown(findings) == [("threading-in-flow", name)]
    assert not stops_compile(findings)
    assert not in_flow("(-> (flow/input) :a :b)")


def test_transforms_are_no_matter_when_shadowed_quoted_or_in_function_code() -> None:
    assert not in_flow("(let [map {:a 1}] (map :a))")
    assert not in_flow("'(quote (map filter))")
    assert not in_flow("(comment (map inc [1]))")
    assert not in_flow("{:map 1 :x/filter 2}")
    assert not in_flow("(flow/step :function :f {:code '(fn [x] (map inc x)) :input {}})")


@pytest.mark.parametrize(
    ("code", "rule", "place"),
    [
        ("(flow/step)", "step-config", None),
        ("(flow/step :http)", "step-config", None),
        ("(flow/step :http :a)", "step-config", None),
        ("(flow/step :http {:a 1})", "step-id", "{:a 1}"),
        ('(flow/step :http "a" {})', "step-id", '"a"'),
        ('(flow/step "http" :a {})', "step-type", '"http"'),
        ("(flow/step :http :a {} 1)", "step-arity", "1"),
        ("(flow/step :http :a [1])", "step-config", "[1]"),
        ("(flow/step :a/b {} 1)", "packaged-step-extra-argument", "1"),
        ("(flow/step :function :f)", "function-step-arity", None),
        ("(flow/step :function :f {:ref :known} {})", "function-step-arity", None),
        ("(flow/step :function :f [1])", "function-step-config", "[1]"),
        ("(flow/step :function :f {:ref :known :code '(fn [x] x)})", "code-and-ref", "'(fn [x] x)"),
        ("(flow/step :function :f {:ref :known :input [1]})", "function-input", "[1]"),
        ("(flow/step :function :f {:ref :knwon})", "unknown-function", ":knwon"),
        ("(flow/stp :http :a {})", "unknown-flow-form", "flow/stp"),
        ("(let [s flow/step] s)", "step-as-value", "flow/step"),
        ("(flow/input 1)", "flow-call", None),
        ("(flow/call-flow)", "flow-call", None),
        ("(flow/call-flow {:a 1})", "flow-call", "{:a 1}"),
        ("(.toUpperCase (:a (flow/input)))", "interop-in-flow", ".toUpperCase"),
        ('(Long/parseLong "1")', "interop-in-flow", "Long/parseLong"),
        ('^{:label "x" :max-iterations 0} (loop [] 1)', "label", "0"),
        ("(flow/step :function :f {:code '(fn [x] (foo x))})", "unknown-name", "foo"),
    ],
)
def test_steps(code: str, rule: str, place: str | None) -> None:
    """ORC-006, ORC-007, ORC-021, FN-027, STF rules of the function step."""
    assert shown(in_flow(code)) == [(rule, place if place is not None else code)]


def test_a_function_step_without_code_hands_its_input_on() -> None:
    """The documentation's largest example has one, so it compiles."""
    findings = in_flow("(flow/step :function :f {:input {:a 1} :persist {:type :blob}})")
    assert [finding.rule.name for finding in findings] == ["no-code-or-ref"]
    assert not stops_compile(findings)


POLL = "(flow/poll {%s} (flow/step :http :a {}))"


@pytest.mark.parametrize(
    ("config", "rule"),
    [
        (':timeout "20m" :return-on f', "poll-interval"),
        (':interval "10s" :return-on f', "poll-unbounded"),
        (':interval "10s" :timeout "61m" :return-on f', "poll-limit"),
        (':interval "10s" :timeout 3600001 :return-on f', "poll-limit"),
        (':interval "10s" :max-attempts 101 :return-on f', "poll-limit"),
        (':interval "10s" :max-attempts 0 :return-on f', "poll-limit"),
        (':interval "10s" :timeout "20m"', "poll-return-on"),
        (':interval "10s" :timeout "20m" :return-on "x"', "poll-return-on"),
        (':interval "10s" :timeout "soon" :return-on f', "poll-duration"),
        (':interval "10s" :timeout "20m" :return-on f :backoff {:type :linear}', "poll-backoff"),
        (':interval "10s" :timeout "20m" :return-on f :backoff {:type :fast}', "poll-backoff"),
        (':interval "10s" :timeout "20m" :return-on f :intervall 1', "poll-option"),
    ],
)
def test_poll(config: str, rule: str) -> None:
    """POLL-002 to POLL-007."""
    findings = in_flow(f"(let [f identity] {POLL % config})")
    assert [finding.rule.name for finding in findings] == [rule]


@pytest.mark.parametrize(
    "duration", ['"250ms"', '"10s"', '"1.5m"', '"1h"', "5000", "(:every (flow/input))"]
)
def test_poll_durations(duration: str) -> None:
    """POLL-009."""
    config = f":interval {duration} :max-attempts 100 :return-on (fn [r] r)"
    assert not in_flow(POLL % config)


def test_poll_config_is_literal() -> None:
    """POLL-001."""
    findings = in_flow("(let [c {:interval 1}] (flow/poll c (flow/step :http :a {})))")
    assert [finding.rule.name for finding in findings] == ["poll-config"]


def test_one_mistake_is_one_finding() -> None:
    findings = in_flow("(let [a (nope 1) b (inc a)] (flow/step :http :x {:a a :b (str b)}))")
    assert shown(findings) == [("unknown-name", "nope")]
