"""`breytac lint`: what it looks at, what it reports, and how it ends (LNT-001, LNT-002, LNT-003)."""

from __future__ import annotations

from pathlib import Path

import pytest
from lint_files import CLEAN, Lint, Write

NAMELESS = CLEAN.replace(' :name "Clean"\n', "").replace(":clean", ":nameless")
CLOSED = CLEAN.replace("(flow/input)}", "(flow/input")
TWO_WARNINGS = NAMELESS.replace(":flow '", ":flow ")


def test_nothing_found(lint: Lint, write: Write) -> None:
    write("flows/clean.clj", CLEAN)
    done = lint()
    assert (done.code, done.out, done.err) == (0, "", "1 file: nothing found\n")


def test_warnings_do_not_fail_unless_strict(lint: Lint, write: Write) -> None:
    write("flows/a.clj", NAMELESS)
    assert (lint().code, lint().codes) == (0, ["BRY102"])
    assert lint("--strict").code == 1


def test_errors_fail(lint: Lint, write: Write) -> None:
    write("flows/a.clj", CLOSED)
    done = lint()
    assert (done.code, done.codes) == (1, ["BRY001"])
    assert done.err == "1 file: 1 error\n"


def test_all_findings_of_a_file_come_at_once_in_the_order_of_their_places(
    lint: Lint, write: Write
) -> None:
    write("flows/b.clj", TWO_WARNINGS)
    write("flows/a.clj", NAMELESS)
    found = lint("--format", "json").json["data"]["diagnostics"]
    assert [(each["file"], each["code"]) for each in found] == [
        ("flows/a.clj", "BRY102"),
        ("flows/b.clj", "BRY102"),
        ("flows/b.clj", "BRY180"),
    ]


def test_files_directories_and_globs(lint: Lint, write: Write) -> None:
    write("one.clj", CLEAN)
    write("two/deep/two.edn", CLEAN)
    write("three/x-1.clj", CLEAN)
    write("three/y-1.clj", CLEAN)
    assert lint("one.clj", "two", "three/x*.clj").err == "3 files: nothing found\n"


def test_flows_are_found_by_their_content(lint: Lint, write: Write) -> None:
    write("flows/clean.clj", CLEAN)
    write("flows/parts/steps.clj", "[{:id :a/b :type :http}]")
    write("flows/notes.txt", "{:slug")
    assert lint().err == "1 file: nothing found\n"


@pytest.mark.parametrize("arguments", [("none.clj",), ("flows/*.edn",), ("--config", "no.toml")])
def test_what_is_not_there_is_a_usage_error(
    lint: Lint, write: Write, arguments: tuple[str, ...]
) -> None:
    write("flows/clean.clj", CLEAN)
    assert lint(*arguments).code == 2


def test_a_file_that_is_no_text_is_a_finding(lint: Lint, project: Path) -> None:
    (project / "a.clj").write_bytes(b'{:description "caf\xe9"}')
    done = lint("a.clj")
    assert (done.code, done.codes) == (1, ["BRY026"])


def test_a_source_that_no_parser_would_survive_is_no_internal_error(
    lint: Lint, write: Write
) -> None:
    write("flows/a.clj", f"{{:slug :a :flow '{'(inc ' * 5000}1{')' * 5000}}}")
    assert lint().code == 1


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (("--select", "BRY102"), ["BRY102"]),
        (("--select", "BRY18"), ["BRY180"]),
        (("--select", "missing-name,unquoted-flow"), ["BRY102", "BRY180"]),
        (("--select", "BRY1", "--ignore", "missing-name"), ["BRY180"]),
        (("--ignore", "BRY102", "--ignore", "BRY180"), []),
        (("--select", "unsupported_visual_flow_form"), []),
    ],
)
def test_codes_beginnings_names_and_aliases_select(
    lint: Lint, write: Write, arguments: tuple[str, ...], codes: list[str]
) -> None:
    write("flows/a.clj", TWO_WARNINGS)
    assert lint(*arguments).codes == codes


def test_a_word_that_is_no_rule_is_a_usage_error_with_a_guess(lint: Lint, write: Write) -> None:
    write("flows/a.clj", CLEAN)
    done = lint("--select", "mising-name")
    assert done.code == 2
    assert "Did you mean missing-name?" in done.err


def test_an_unknown_format_lists_those_there_are(lint: Lint) -> None:
    done = lint("--format", "xml")
    assert done.code == 2
    assert "text, json, github, sarif" in done.err


def test_local_only_is_accepted(lint: Lint, write: Write) -> None:
    write("flows/a.clj", CLEAN)
    assert lint("--local-only").code == 0


def test_no_colour_but_on_a_terminal(
    lint: Lint, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("flows/a.clj", NAMELESS)
    assert "\x1b[" not in lint().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" in lint().out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in lint().out


def test_json_is_the_envelope_with_the_data_of_breytas_own_command(
    lint: Lint, write: Write
) -> None:
    write("flows/a.clj", CLEAN.replace("(flow/input)", "(flow/step :function :x {:input {:n 1}})"))
    answer = lint("--format", "json").json
    assert answer["ok"] is False
    assert answer["data"]["valid"] is False
    [found] = answer["data"]["diagnostics"]
    assert found["severity"] == "error"
    assert found["code"] == "BRY311"
    assert found["aliases"] == ["function_step_missing_code_or_ref"]
    assert found["stage"] == "local"
    assert found["form"] == "{:input {:n 1}}"
    assert found["byteOffset"] == CLEAN.index("(flow/input)") + len("(flow/step :function :x ")
    assert (found["file"], found["line"]) == ("flows/a.clj", 6)
    assert answer["meta"]["stages"] == ["local"]
    assert answer["meta"]["errors"] == 1
    assert answer["error"]["code"] == "findings"


def test_json_of_a_clean_flow_says_what_to_do_next(lint: Lint, write: Write) -> None:
    write("flows/a.clj", CLEAN)
    answer = lint("--format", "json").json
    assert answer["ok"] is answer["data"]["valid"] is True
    assert answer["data"]["diagnostics"] == []
    assert answer["data"]["flowSlug"] == "clean"
    assert answer["meta"]["nextCommands"] == ["breytac compile flows/a.clj"]


def test_a_child_flow_is_known_by_the_other_sources(lint: Lint, write: Write) -> None:
    parent = CLEAN.replace(":clean", ":parent").replace("(flow/input)", "(flow/call-flow :kid {})")
    write("flows/parent.clj", parent)
    assert lint().codes == ["BRY509"]
    write("flows/kid.clj", CLEAN.replace(":clean", ":kid"))
    assert lint().codes == []
    assert lint("flows/parent.clj").codes == []


def test_what_two_flows_include_is_found_fault_with_once(lint: Lint, write: Write) -> None:
    write("flows/tags.edn", '["a" "b"')
    for name in ("one", "two"):
        write(
            f"flows/{name}.clj",
            CLEAN.replace(":clean", f':{name}\n :tags #flow/include "tags.edn"'),
        )
    assert lint().codes == ["BRY001"]


def test_an_error_of_ours_does_not_hide_what_other_files_hold(
    lint: Lint, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from breytac.project import linting

    real = linting.lint_source

    def lint_source(source, **options):  # type: ignore[no-untyped-def]
        if source.name == "flows/bad.clj":
            raise LookupError("oh")
        return real(source, **options)

    monkeypatch.setattr(linting, "lint_source", lint_source)
    write("flows/bad.clj", CLEAN)
    write("flows/nameless.clj", NAMELESS)
    done = lint()
    assert (done.code, done.codes) == (2, ["BRY102"])
    assert "flows/bad.clj: internal error: LookupError: oh" in done.err


def test_many_files_in_several_processes_give_the_same_in_the_same_order(
    lint: Lint, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        write(f"flows/f{number:02}.clj", NAMELESS if number % 3 else CLOSED)
    there = lint("--format", "github").out
    monkeypatch.setattr("breytac.project.linting.ENOUGH_FOR_WORKERS", 1000)
    assert lint("--format", "github").out == there
