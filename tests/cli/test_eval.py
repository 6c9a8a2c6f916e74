"""`breytac eval`: functions on inputs, one by one and in batches (FN-001, FN-022)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from .conftest import Call


def lines(breytac: Call, project: Path, text: str, *options: str) -> list[str]:
    (project / "cases.edn").write_text(text, encoding="utf-8")
    done = breytac("eval", "--batch", "cases.edn", *options)
    assert done.code == 0, done.err
    return done.out.splitlines()


@pytest.mark.parametrize(
    ("code", "input", "printed"),
    [
        ("(fn [x] (inc (:n x)))", "{:n 1}", "2"),
        ("(fn [x] (inc (:n x)))", '{"n": 1}', "2"),
        ("(fn [x] x)", '[1, null, true, 1.5, "é"]', '[1 nil true 1.5 "é"]'),
        ("(fn [x] x)", "#{\\a}", "#{\\a}"),
        ("(defn f [x] (* 2 x)) (fn [x] (f (f x)))", "3", "12"),
        ("(fn [x] (list 1 (map inc [1 2]) '(a b)))", "nil", "(1 (2 3) (a b))"),
        ("(fn [x] [1N 1.50M 2/3 ##Inf ##-Inf ##NaN 1e10])", "nil", "[1N 1.50M 2/3 ##Inf ##-Inf ##NaN 1.0E10]"),
        ("(fn [x] [\\newline \\space \\a :a/b 'c])", "nil", "[\\newline \\space \\a :a/b c]"),
        ('(fn [x] #inst "2026-01-02T03:04:05.678Z")', "nil", '#inst "2026-01-02T03:04:05.678-00:00"'),
        ("(fn [x] (java.time.LocalDate/of 2026 1 2))", "nil", '#time/date "2026-01-02"'),
        ("(fn [x] (sorted-map 2 :b 1 :a))", "nil", "{1 :a, 2 :b}"),
        ("(fn [x] (str x \\newline \"\\u2028\\\"\"))", '"a"', '"a\\n\\u2028\\""'),
        ("inc", "41", "42"),
    ],
)  # fmt: skip
def test_a_value_is_printed_with_its_type(
    breytac: Call, code: str, input: str, printed: str
) -> None:
    done = breytac("eval", "--code", code, "--input", input)
    assert (done.code, done.out) == (0, printed + "\n"), done.err


def test_code_and_input_come_from_files_too(breytac: Call, project: Path) -> None:
    (project / "f.clj").write_text("(fn [x] (reduce + (:rows x)))")
    (project / "in.json").write_text('{"rows": [1, 2, 3]}')
    done = breytac("eval", "--file", "f.clj", "--input", "@in.json", "--print", "json")
    assert (done.code, done.out) == (0, "6\n")


def test_json_answers(breytac: Call) -> None:
    done = breytac("eval", "--code", "(fn [x] {:a #{x}})", "--input", ":k", "--format", "json")
    assert done.json == {
        "ok": True,
        "data": {"value": {"a": ["k"]}, "edn": "{:a #{:k}}"},
        "meta": {},
    }
    failed = breytac("eval", "--code", "(fn [x] (slurp x))", "--format", "json")
    assert failed.code == 1
    assert failed.json["error"]["code"] == "findings"
    assert failed.json["data"]["findings"][0]["code"] == "BRY202"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--code", "(fn [x] (foo x))"), 1, "foo is not defined here"),
        (("--code", '(fn [x] (throw (ex-info "boo" {:a 1})))'), 1, "error: boo {:a 1}"),
        (("--code", "(fn [x] inc)"), 1, "the result is not data: a function"),
        (("--code", "(fn [x] ##NaN)", "--print", "json"), 1, "NaN"),
        (("--code", "(fn [x] x)", "--input", "{:a"), 2, "neither EDN nor JSON"),
        (("--file", "nope.clj"), 2, "no such file: nope.clj"),
        ((), 2, "give one of --code, --file and --batch"),
        (("--code", "x", "--file", "y"), 2, "give one of"),
        (("--batch", "x", "--input", "1"), 2, "--batch takes its inputs from the file"),
    ],
)
def test_what_goes_wrong_is_said(
    breytac: Call, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = breytac("eval", *arguments)
    assert done.code == code
    assert done.out == ""
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_batch_answers_every_case_in_order(breytac: Call, project: Path) -> None:
    (project / "in.json").write_text('{"rows": [1, 2], "b c": null}')
    (project / "in.edn").write_text("#{1}")
    found = lines(
        breytac,
        project,
        r"""
        {:name "form" :code (fn [{:keys [n]}] (inc n)) :input {:n 1}}
        {:name :text :code "(fn [x] (str \"<\" x \">\"))" :input \z}
        {:name "no input" :code (fn [x] [x])}
        {:name "json" :code (fn [x] x) :input-file "in.json"}
        {:name "edn" :code (fn [x] x) :input-file "in.edn"} #_ {:name "not there"}
        {:name "lines" :code (fn [x] x) :input "a
b"}
        """,
    )
    assert found == [
        '{:name "form", :value 2}',
        '{:name :text, :value "<z>"}',
        '{:name "no input", :value [nil]}',
        '{:name "json", :value {:rows [1 2], "b c" nil}}',
        '{:name "edn", :value #{1}}',
        '{:name "lines", :value "a\\nb"}',
    ]


def test_a_bad_case_does_not_stop_the_others(breytac: Call, project: Path) -> None:
    found = lines(
        breytac,
        project,
        """
        {:name 1 :code (fn [x] (slurp x))}
        {:name 2 :code (fn [x] (throw (ex-info "boo" {:k x}))) :input :v}
        {:name 3 :code (fn [x] inc)}
        {:name 4 :code (fn [x] (iterate inc 1))}
        {:name 5 :code (fn [x] (while true))}
        {:name 6 :code (fn f [x] (inc (f x))) :input 1}
        {:name 7 :code "(fn [x"}
        {:name 8 :code (fn [x] #"(")}
        {:name 9 :code (fn [x] x) :input-file "nope.json"}
        {:name 10 :code (fn [x] (/ 1 0))}
        {:name 11}
        {:name 12 :code (fn [x] (throw (ex-info "f" {:f inc})))}
        (fn [x] x)
        {:name 13 :code (fn [x] (try (while true) (catch Throwable e :caught)))}
        {:name 14 :code (fn [x] :fine)}
        """,
        "--seconds",
        "1",
    )
    assert len(found) == 15
    said = [line.partition(":message ")[2] for line in found]
    assert said[0].startswith('"slurp is not available in the sandbox."')
    assert ':code "BRY202"' in found[0]
    assert found[1] == '{:name 2, :error {:message "boo", :data {:k :v}}}'
    assert said[2].startswith('"the result is not data: a function"')
    assert "more than 1000000 elements" in said[3] or "longer than 1 seconds" in said[3]
    assert "without ending" in said[4] or "longer than 1 seconds" in said[4]
    assert "deeply" in said[5]
    assert "never closed" in said[6]
    assert "not valid" in said[7]
    assert "no such file: nope.json" in said[8]
    assert found[9] == '{:name 10, :error {:message "Divide by zero", :data nil}}'
    assert "no :code" in said[10]
    assert found[11] == '{:name 12, :error {:message "f", :data nil}}'
    assert "a case is a map" in said[12]
    assert found[14] == "{:name 14, :value :fine}"


def test_a_case_that_never_ends_by_itself_is_stopped_in_time(breytac: Call, project: Path) -> None:
    start = time.monotonic()
    text = "{:name 1 :code (fn [x] (doseq [a (range 1000000) b (range 1000000)] (inc b)))}"
    (found,) = lines(breytac, project, text, "--seconds", "0.3")
    assert "longer than 0.3 seconds" in found
    assert time.monotonic() - start < 5


def test_a_thousand_cases_are_quick(breytac: Call, project: Path) -> None:
    case = "{:name %d :code (fn [{:keys [n]}] (reduce + (map (fn [x] (* x %d)) (range n)))) :input {:n 20}}"
    start = time.monotonic()
    found = lines(breytac, project, "\n".join(case % (i, i) for i in range(1000)))
    assert found[3] == "{:name 3, :value 570}"
    assert len(found) == 1000
    assert time.monotonic() - start < 30


def test_a_file_that_cannot_be_read_as_cases_says_where(breytac: Call, project: Path) -> None:
    (project / "cases.edn").write_text("{:name 1 :code (fn [x] x)} )")
    done = breytac("eval", "--batch", "cases.edn")
    assert done.code == 1
    assert done.out == "{:name 1, :value nil}\n"
    assert "cases.edn:1:28" in done.err
