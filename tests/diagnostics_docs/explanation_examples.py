"""The examples of explanations, completed to whole flows and linted."""

from __future__ import annotations

import re
import tomllib

from breytac.diagnostics.explanations import Example
from breytac.diagnostics.finding import Finding, SourceError
from breytac.diagnostics.rules.reader import INCLUDE_OUTSIDE, UNREADABLE_INCLUDE
from breytac.lint.settings import settings_from
from breytac.lint.source import lint_source
from breytac.syntax import forms, read_all
from breytac.syntax.forms import Form
from breytac.syntax.includes import refusal
from breytac.syntax.source import Source

REST = {
    "slug": ":example",
    "name": '"Example"',
    "concurrency": "{:type :singleton :on-new-version :supersede}",
    "invocations": "{:default {:inputs []}}",
    "interfaces": '{:manual [{:id :run :label "Run" :invocation :default}]}',
    "flow": "'(let [input (flow/input)] input)",
}
"""What a flow has that an example does not show."""


_MANY = re.compile("«(\\d+)×([^»]*)»")


def completed(example: Example) -> str:
    """The example as a whole flow; `«100×ab»` stands for a text that is there a hundred times,
    and `№` in it for the number of each.

    A map gets the top-level keys it lacks, at its end.  `(fn …)` and `(defn …)` become a function
    of the flow; any other list, and a vector of steps, is its body.
    """
    text = _MANY.sub(_repeated, example.text.strip())
    if example.whole:
        return text
    if text.startswith(("(fn", "(defn", "#(")):
        call = "(flow/step :function :call {:ref :example :input {:n 1}})"
        functions = f"[{{:id :example :language :clojure :code {text}}}]"
        return _with_rest(f"{{:functions {functions}\n :flow '{call}}}")
    if text.startswith(("(", "^")):
        return _with_rest(f"{{:flow '{text}}}")
    return _with_rest(text)


def _repeated(found: re.Match[str]) -> str:
    return "".join(found[2].replace("№", str(each)) for each in range(1, int(found[1]) + 1))


def _with_rest(text: str) -> str:
    read = read_all(Source("example.clj", text))
    top = read.forms[0] if read.forms else None
    held = set()
    if isinstance(top, forms.Map):
        held = {k.name for k, _ in top.pairs if isinstance(k, forms.Keyword) and k.ns is None}
    rest = "".join(f"\n :{key} {value}" for key, value in REST.items() if key not in held)
    end = text.rstrip().rindex("}")
    return f"{text[:end]}{rest}}}"


def findings_of(example: Example) -> tuple[Finding, ...]:
    """What lint says about an example, with its included files beside it."""
    if example.text.startswith("[tool.breytac]"):
        settings = Source("pyproject.toml", example.text)
        table = tomllib.loads(example.text)["tool"]["breytac"]
        return settings_from(table, settings)[1]
    files = dict(example.files)

    def load(name: str, form: Form) -> Source:
        if ".." in name.split("/"):
            raise refusal(INCLUDE_OUTSIDE, form, f'"{name}" is outside')
        if name not in files:
            raise refusal(UNREADABLE_INCLUDE, form, f'there is no file "{name}"')
        return Source(name, files[name])

    source = Source("example.clj", completed(example))
    try:
        return lint_source(source, load_include=load, known_flows=frozenset({"child", "other"}))
    except SourceError as error:
        return error.findings
