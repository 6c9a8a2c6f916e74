"""What is drawn of a flow's body, and what comes after what (ORC-001 to ORC-016, POLL-001)."""

from __future__ import annotations

from .graphs import arrows, graph_of


def step(name: str) -> str:
    return f'(flow/step :http :{name} {{:url "u"}})'


def test_steps_follow_each_other_and_plain_code_is_left_out() -> None:
    body = f"(let [a {step('one')} b (inc a) c (if b 1 2)] {step('two')} (str a c))"
    assert arrows(body) == ["Test --> one", "one --> two", "two --> End"]


def test_a_step_says_its_family_id_title_and_place() -> None:
    node = graph_of('\n (flow/step :http :get {:title "Get it" :url "u"})').nodes[1]
    assert (node.title, node.detail, node.family, node.step) == (
        "Get it",
        "http · get",
        "http",
        "get",
    )
    assert node.position == "2:2"


def test_a_step_in_the_config_of_another_comes_first() -> None:
    body = (
        '(flow/step :kv :save {:operation :set :key "k" :value (flow/step :http :get {:url "u"})})'
    )
    assert arrows(body) == ["Test --> get", "get --> save", "save --> End"]


def test_a_branch_has_its_labels() -> None:
    body = f'^{{:label "Big?" :yes "Ask" :no "Skip"}} (if (:x 1) {step("ask")} nil)'
    assert arrows(body) == ["Test --> Big?", "Big? -Ask-> ask", "ask --> End", "Big? -Skip-> End"]


def test_a_labelled_branch_is_drawn_even_without_steps() -> None:
    assert arrows('^{:label "Pick" :yes "A" :no "B"} (if (:x 1) 1 2)') == [
        "Test --> Pick",
        "Pick -A-> End",
        "Pick -B-> End",
    ]


def test_cond_and_case_name_their_choices() -> None:
    assert arrows(f"(cond (:a 1) {step('a')} :else {step('b')})") == [
        "Test --> Which?",
        "Which? -(:a 1)-> a",
        "Which? -else-> b",
        "a --> End",
        "b --> End",
    ]
    assert arrows(f"(case (:k 1) :x {step('a')} (:y :z) {step('b')} nil)")[1:3] == [
        "(:k 1)? -:x-> a",
        "(:k 1)? -(:y :z)-> b",
    ]


def test_or_and_and_may_not_come_to_their_steps() -> None:
    assert arrows(f"(or (:x 1) {step('find')})") == [
        "Test --> (:x 1)?",
        "(:x 1)? -no-> find",
        "(:x 1)? -yes-> End",
        "find --> End",
    ]


def test_a_loop_goes_back_where_it_recurs() -> None:
    body = f'^{{:label "Pages" :max-iterations 5}} (loop [i 0] {step("get")} (if (< i 3) (recur (inc i)) i))'
    assert arrows(body) == [
        "Test --> Pages",
        "Pages --> get",
        "get --> (< i 3)?",
        "(< i 3)? ~yes~> Pages",
        "(< i 3)? -no-> End",
    ]
    assert graph_of(body).nodes[1].detail == "at most 5 times"


def test_a_loop_without_steps_is_plain_code() -> None:
    assert arrows("(loop [i 0] (if (< i 9) (recur (inc i)) i))") == ["Test --> End"]


def test_for_and_doseq_happen_for_each() -> None:
    assert arrows(f"(doseq [x [1 2]] {step('tell')})") == [
        "Test --> For each x",
        "For each x -next-> tell",
        "tell ~~> For each x",
        "For each x -done-> End",
    ]


def test_a_poll_says_its_bounds() -> None:
    body = f'(flow/poll {{:interval "5s" :timeout "15m" :return-on :done}} {step("get")})'
    assert arrows(body) == [
        "Test --> poll",
        "poll -try-> get",
        "get ~~> poll",
        "poll -done-> End",
    ]
    assert graph_of(body).nodes[1].detail == "poll every 5s, at most for 15m"


def test_other_flows_are_named() -> None:
    graph = graph_of(
        "(do (flow/call-flow :child {}) (flow/step :fanout :all {:items"
        " [{:type :call-flow :flow-slug :one} {:type :call-flow :flow-slug :two}]}))"
    )
    shown = [(str(node.kind), node.title, node.detail) for node in graph.nodes[1:3]]
    assert shown == [("flow", "child", "flow"), ("fanout", "all", "fanout · starts one, two")]


def test_errors_lead_to_their_handlers() -> None:
    assert arrows(
        f"(try {step('risky')} (catch Exception e {step('mend')}) (finally {step('tidy')}))"
    ) == [
        "Test --> Try",
        "Try --> risky",
        "Try !Exception!> mend",
        "risky --> tidy",
        "mend --> tidy",
        "tidy --> End",
    ]
    assert arrows('(throw (ex-info "no" {}))') == ["Test --> Fail"]


def test_a_local_function_is_drawn_where_it_is_called() -> None:
    body = f"(let [f (fn [x] {step('get')})] (f 1) {step('then')} (f 2))"
    assert arrows(body) == ["Test --> get", "get --> then", "then --> get", "get --> End"]
    assert len(graph_of(body).nodes) == 5


def test_a_function_that_calls_itself_ends() -> None:
    body = f"(letfn [(f [x] {step('get')} (f x))] (f 1))"
    assert arrows(body) == ["Test --> get", "get --> End"]


def test_an_empty_body_is_a_start_and_an_end() -> None:
    assert arrows("nil") == ["Test --> End"]
