"""Comments that silence findings, and those that silence nothing."""

from __future__ import annotations

import pytest
from breytac.lint.source import lint_source
from breytac.syntax.source import Source
from lint_files import CLEAN, Lint, Write

REST = """ :concurrency {:type :singleton :on-new-version :supersede}
 :invocations {:default {:inputs []}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow (flow/input)}
"""


def found(text: str) -> list[str]:
    source = Source("a.clj", text)

    def load(name: str, form: object) -> Source:
        raise AssertionError(name)

    return [f"{f.rule.code} {f.span.line}" for f in lint_source(source, load_include=load)]


def test_without_a_comment() -> None:
    assert found("{:slug :a\n :name nil\n" + REST) == ["BRY102 2", "BRY180 6"]


@pytest.mark.parametrize(
    "head",
    [
        "{:slug :a\n :name nil ; breytac: ignore[BRY102]\n",
        "{:slug :a\n :name nil ;; breytac:ignore[missing-name]\n",
        "{:slug :a\n :name nil ; breytac: ignore[BRY10, BRY102]\n",
        "{:slug :a\n ; breytac: ignore[BRY1]\n :name nil\n",
        "{:slug :a\n ;; breytac: ignore[BRY102]\n ; because\n\n :name nil\n",
        "; breytac: ignore-file[BRY102]\n{:slug :a\n :name nil\n",
        "; People import.\n; breytac: ignore-file[missing-name]\n{:slug :a :name nil\n",
    ],
)
def test_a_comment_silences_its_line_the_next_one_or_the_file(head: str) -> None:
    assert [each.split()[0] for each in found(head + REST)] == ["BRY180"]


def test_the_comment_says_which_rules() -> None:
    text = "{:slug :a\n :name nil ; breytac: ignore[BRY103]\n"
    assert found(text + REST) == ["BRY102 2", "BRY902 2", "BRY180 6"]


def test_all_rules_of_a_line() -> None:
    assert found("{:slug :a\n :name nil ; breytac: ignore[BRY]\n" + REST) == ["BRY180 6"]


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("breytac: ignore[mising-name]", "BRY901"),
        ("breytac: ignore[]", "BRY903"),
        ("breytac: ignore", "BRY903"),
        ("breytac: ignroe[BRY102]", "BRY903"),
        ("breytac: ignore-file[BRY102]", "BRY903"),
    ],
)
def test_a_comment_that_cannot_be_understood_is_a_finding(comment: str, code: str) -> None:
    text = f"{{:slug :a\n :name nil ; {comment}\n"
    assert found(text + REST) == ["BRY102 2", f"{code} 2", "BRY180 6"]


@pytest.mark.parametrize(
    "head",
    [
        '{:slug :a :name "; breytac: ignore[BRY101]"\n',
        '{:slug :a :name "A" ; see breytac: ignore[BRY101] in the manual\n',
    ],
)
def test_texts_and_mentions_are_no_comments_of_ours(head: str) -> None:
    assert [each.split()[0] for each in found(head + REST)] == ["BRY180"]


def test_code_in_a_string_is_silenced_by_a_comment_of_the_file() -> None:
    text = """{:slug :a :name "A"
 :functions [{:id :f :language :clojure ; breytac: ignore[BRY511]
              :code "(fn [input]
                       {:n tax})" ; breytac: ignore[BRY201]
              }]
"""
    assert [each.split()[0] for each in found(text + REST)] == ["BRY180"]


def test_an_included_file_silences_its_own_lines(lint: Lint, write: Write) -> None:
    write("flows/a.clj", CLEAN.replace(":flow", ':templates #flow/include "t.edn"\n :flow'))
    template = "[{:id :t :type :llm-prompt}]"
    write("flows/t.edn", template)
    assert sorted(lint().codes) == ["BRY157", "BRY512"]
    write("flows/t.edn", f"{template} ; breytac: ignore[template-content, unused-template]")
    assert lint().codes == []
