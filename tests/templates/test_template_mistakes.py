"""What is wrong with a template is said with its place in the flow file, and what to do about it."""

from __future__ import annotations

import pytest
from breyta_runtime.templates import render
from breyta_runtime.templates.problems import TemplateError
from breyta_runtime.values import Map
from breytac.diagnostics.finding import Finding
from breytac.pipeline import compile_source
from breytac.syntax.source import Source

FLOW = """{{:slug :mail
 :name "Mail"
 :concurrency {{:type :singleton :on-new-version :supersede}}
 :requires [{{:slot :api :type :http-api :label "API" :base-url "https://x.test"}}]
 :templates [{{:id :greet :type :http-request
              :request {{:method :post :path "/x" :body {{:text {text}}}}}}}]
 :invocations {{:default {{}}}}
 :interfaces {{:manual [{{:id :run :label "Run" :invocation :default}}]}}
 :flow '(flow/step :http :send {{:connection :api :template {template} :data {{:x 1 :y 2}}}})}}
"""


def findings(text: str, template: str = ":greet") -> list[Finding]:
    source = Source("flows/mail.clj", FLOW.format(text=text, template=template))
    compiled = compile_source(source, load_include=lambda *_: pytest.fail("no includes"))
    found = [each for each in compiled.findings if each.is_error]
    assert (compiled.text is None) == bool(found)
    return found


@pytest.mark.parametrize(
    ("text", "marked", "message", "hint"),
    [
        (
            "{{#if x}}a",
            "{{#if",
            "the block {{#if …}} is never closed",
            "Write {{/if}} where it ends.",
        ),
        (
            "{{#if x}}a{{/each}}",
            "{{/each",
            "{{/each}} closes the block {{#if …}}",
            "Write {{/if}}.",
        ),
        ("a{{/if}}", "{{/if", "{{/if}} closes a block that was never opened", None),
        ("{{else}}", "{{else", "an else outside of any block", None),
        ("a {{x b", "{{", "this tag is never closed", r"Close it with `}}`, or write `\{{…}}`"),
        ("{{truncat x}}", "truncat", "there is no helper `truncat`", "Did you mean `truncate`?"),
        ("{{#whn x}}{{/whn}}", "whn x", "there is no block `whn`", "#if, #unless, #each and #with"),
        ("{{length}}", "length", "`length` takes a value", "Write {{this.length}} for a field"),
        ("{{default x}}", "default x", "`default` takes a value and a fallback", None),
        ("{{truncate x len=3}}", "len=3", "no option `len`", "Did you mean `length`?"),
        ("{{#first x}}{{/first}}", "first x", "`first` is no block", "Write {{#this.first}}"),
        ("{{#if}}{{/if}}", "if", "{{#if}} takes one value, not 0", None),
        ("{{exists?}}", "?", "`?` cannot stand here in a tag", "Write the name as [exists?]."),
        ("{{x + y}}", "+", "`+` cannot stand here in a tag", "A tag holds a name"),
        ("{{> footer}}", "{{>", "templates have no partials", None),
        ("{{* inline}}", "{{*", "templates have no decorators", None),
        ("{{= <% %> =}}", "{{=", "templates have no other delimiters", None),
        ("{x: {{x}}}", "}}}", "a tag with two braces ends in three", "Put a blank"),
        ("{{{x}} y", "}}", "this tag ends in `}}}`", None),
        ("{{12}}", "12", "a number cannot stand here", "begins with the name of a value"),
        ("{{}}", "}}", "the end of the tag cannot stand here", "A tag holds a name"),
        ("{{join x separator=', ' y}}", "y", "a name cannot stand here", "come after all other"),
        ("{{^x}}a{{else}}b{{/x}}", "{{else", "a second else cannot stand here", "has no else"),
        ("{{! note", "{{!", "this comment is never closed", "Write }} where the comment ends."),
        ("{{join (first x}}", "}}", "the end of the tag cannot stand here", None),
        ("{{{{raw}}}} x", "{{{{raw}}}}", "this raw block is never closed", "{{{{/raw}}}}"),
        ("{{a.this.b}}", "a.this.b", "`this` inside a path", "Write [this]"),
    ],
)
def test_a_mistake(text: str, marked: str, message: str, hint: str | None) -> None:
    """As a finding where it stands in the file; and as an error of a text made at run time."""
    (found,) = findings(f'"{text}"')
    assert found.rule.name == "template-syntax"
    assert message in found.message
    assert found.message.startswith("The template :greet is not well formed: ")
    assert hint is None or (found.hint is not None and hint in found.hint)
    span = found.span.in_file
    assert span.source.text[span.start : span.end] == marked
    with pytest.raises(TemplateError) as raised:
        render(text, Map({}))
    assert message in str(raised.value)


def test_both_ends_of_a_block_are_shown() -> None:
    (found,) = findings('"{{#each x}}{{/if}}"')
    assert [each.span.text for each in found.related] == ["{{#each"]


def test_the_place_is_right_behind_escapes_and_line_breaks() -> None:
    """The text is inside a string literal, with escapes before the mistake."""
    (found,) = findings(r'"say \"hi\"\n\u00e4 {{nope x}}"')
    assert found.span.start_position == (6, 85)
    span = found.span.in_file
    assert span.source.text[span.start : span.end] == "nope"


def test_what_nests_too_deeply_is_refused() -> None:
    (found,) = findings('"' + "{{#if x}}" * 200 + "{{/if}}" * 200 + '"')
    assert "nested deeper than" in found.message
    (found,) = findings('"{{#if x}}' + "{{else if y}}" * 200 + '{{/if}}"')
    assert "at most" in found.message


def test_a_template_nobody_declares_is_a_finding() -> None:
    """TPL-021"""
    (found,) = findings('"{{x}}"', template=":gret")
    assert found.rule.name == "unknown-template"
    assert found.hint == "Did you mean :greet?"


@pytest.mark.parametrize(
    "step",
    [
        '(flow/step :notify :it {:channels {:http {:url "https://x.test" :json {:a "{{x"}}}})',
        '(flow/step :wait :it {:key "k" :notify {:channels {:http {:url "https://x.test"'
        ' :json {:a "{{x"}}}}})',
        '(flow/step :http :it {:url "https://x.test" :persist {:type :blob :path "{{x"}})',
    ],
    ids=["notify", "wait", "persist"],
)
def test_texts_in_steps_are_checked_too(step: str) -> None:
    """TPL-006"""
    text = FLOW.format(text='"{{x}}"', template=":greet")
    start = text.index(":flow '")
    source = Source("flows/mail.clj", text[:start] + f":flow '{step}}}")
    compiled = compile_source(source, load_include=lambda *_: pytest.fail("no includes"))
    (found,) = [each for each in compiled.findings if each.rule.name == "template-syntax"]
    assert found.span.in_file.start == source.text.index('"{{x"}') + 1
