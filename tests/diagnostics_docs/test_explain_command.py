"""`breytac explain` and `breytac docs fields`: help from the same data that lint uses."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from breyta_runtime.contracts import FAMILY_NAMES, OLD_NAMES
from breytac.cli.main import run
from breytac.diagnostics.catalogue import all_rules
from breytac.reference.tables import all_tables, tables_named

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)["data"]


@pytest.fixture
def breytac(capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def call(*arguments: str) -> Done:
        capsys.readouterr()
        return Done(run(arguments), *capsys.readouterr())

    return call


@pytest.mark.parametrize("word", ["BRY101", "bry101", "missing-field", "missing_required_field"])
def test_explain_a_rule(breytac, word: str) -> None:  # type: ignore[no-untyped-def]
    done = breytac("explain", word)
    assert done.code == 0
    assert done.out.startswith("BRY101 missing-field (error)\n")
    assert "called missing_required_field by Breyta" in done.out
    for part in ("## Wrong", "## Right", "Without `:slug`"):
        assert part in done.out


def test_explain_lists_rules(breytac) -> None:  # type: ignore[no-untyped-def]
    assert len(breytac("explain").out.splitlines()) == len(all_rules())
    assert all(line.startswith("BRY0") for line in breytac("explain", "BRY0").out.splitlines())


def test_explain_as_data(breytac) -> None:  # type: ignore[no-untyped-def]
    [rule] = breytac("explain", "BRY335", "--format", "json").data["rules"]
    assert rule["name"] == "step-limit"
    assert rule["wrong"].startswith("(flow/step :wait")
    assert rule["source"]


def test_explain_an_unknown_word(breytac) -> None:  # type: ignore[no-untyped-def]
    done = breytac("explain", "mising-field")
    assert done.code == 2
    assert "Did you mean missing-field?" in done.err


def test_fields_of_a_step(breytac) -> None:  # type: ignore[no-untyped-def]
    out = breytac("docs", "fields", "kv").out
    assert ":operation  one of a few keywords  (required)" in out
    assert "one of :get :set :delete" in out
    assert "1 to 256 characters" in out
    assert ":operation :set needs :key, :value" in out


def test_fields_of_a_part_of_the_definition_as_data(breytac) -> None:  # type: ignore[no-untyped-def]
    [table] = breytac("docs", "fields", ":concurrency", "--format", "json").data["tables"]
    by_field = {row["field"]: row for row in table["fields"]}
    assert by_field[":type"]["required"] is True
    assert by_field[":type"]["values"] == [":singleton", ":keyed"]


def test_fields_of_something_unknown(breytac) -> None:  # type: ignore[no-untyped-def]
    done = breytac("docs", "fields", "htpp")
    assert (done.code, "Did you mean http?" in done.err) == (2, True)


def test_every_family_and_every_section_has_a_table() -> None:
    for family in set(FAMILY_NAMES) - set(OLD_NAMES):
        assert tables_named(family)[0].title == f"The :{family} step"
    sections = {row.field.removeprefix(":") for row in tables_named("definition")[0].rows}
    known = {table.name for table in all_tables()}
    assert {"requires", "invocations", "interfaces", "schedules"} <= sections & known


def test_every_documented_feature_of_a_row_exists() -> None:
    known = {line.split("\t")[0] for line in (ROOT / "docs/features.tsv").read_text().splitlines()}
    named = {id_ for table in all_tables() for row in table.rows for id_ in row.features.split()}
    assert named <= known


def test_the_reference_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("pages", ROOT / "scripts/reference_pages.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    there = {path.name: path.read_text("utf-8") for path in script.PAGES.glob("*.md")}
    assert there == script.pages(), "run scripts/reference_pages.py"
