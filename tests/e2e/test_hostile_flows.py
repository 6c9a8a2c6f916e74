"""No text of a flow can change what the emitted module is made of.

The same flow is compiled with harmless texts and with hostile ones; apart from constants and from
the names made of them, both modules are the same tree.
"""

from __future__ import annotations

import ast
import string

from breytac.pipeline import compile_source
from breytac.syntax.print import print_string
from breytac.syntax.source import Source
from hypothesis import example, given, settings, strategies as st

FLOW = """\
{{:slug :hostile
 :name {text}
 :description {text}
 :tags [{text}]
 :concurrency {{:type :singleton :on-new-version :drain}}
 :requires [{{:slot :api :type :http-api :label {text} :base-url "https://example.com"
             :auth {{:type :none}}}}]
 :templates [{{:id :greeting :type :llm-prompt :system {template} :prompt "hi"}}]
 :invocations {{:default {{:label {text}
                         :inputs [{{:name :a :type :select :label {text} :default {text}
                                   :options [{text} "other"]}}]}}}}
 :interfaces {{:manual [{{:id :run :label {text} :invocation :default}}]}}
 :functions [{{:id :f :language :clojure
              :code (fn [input] {{{keyword} {text} {text} (str {text} (get input {keyword}))}})}}]
 :flow '(let [{symbol} (flow/input)
              b ^{{:label {text} :yes {text} :no {text}}} (if ({keyword} {symbol}) {text} {keyword})
              c (flow/step :http :get {{:connection :api :path {text} :title {text}
                                      :headers {{{text} {text}}}}})
              d (flow/step :function :call {{:ref :f :input {{{keyword} b :c c}}}})]
          {{{keyword} d :e {text}}})}}
"""

HOSTILE = [
    '"""',
    "'''",
    '"\nimport os\nos.system("id")\n"',
    "\\",
    "\\'); __import__('os').system('id') #",
    "§1:1§",
    "'§1:1§'",
    "\n    '§12:5§'\n",
    "{0.__class__}",
    "{{ 7 * 7 }}",
    "%s %(x)s",
    "\r\nraise SystemExit",
    "\u2028import os",
    "\ud7ff\U0001f600\x00\x7f",
    "# 1:1",
    "# type: ignore",
    "# fmt: off",
]
NAMES = [
    "__class__",
    "import",
    "None",
    "print",
    "DEFINITION",
    "run",
    "flow",
    "K_A",
    "a.b.c",
    "x'",
    "*ns*",
    "->>x",
    "eval!",
    "λ",
    "Map",
    "durable",
]


def tree(text: str, keyword: str, symbol: str) -> str:
    """The emitted module's tree, with constants and names blanked; attributes stay."""
    flow = FLOW.format(
        text=print_string(text),
        template=print_string(text.replace("{", "(")),
        keyword=f":{keyword}",
        symbol=symbol,
    )
    compiled = compile_source(
        Source("hostile.clj", flow), load_include=lambda *_: Source("none", "nil")
    )
    assert compiled.text is not None, [finding.message for finding in compiled.findings]
    module = ast.parse(compiled.text)
    assert used_names(module) <= bound_names(module)
    # Keyword constants are in the order of their names, which are those of the flow.
    module.body = [
        node
        for node in module.body
        if not (isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("kw("))
    ]
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
        elif isinstance(node, ast.Name):
            node.id = "_"
        elif isinstance(node, ast.arg):
            node.arg = "_"
    return ast.dump(module)


def used_names(module: ast.Module) -> set[str]:
    return {node.id for node in ast.walk(module) if isinstance(node, ast.Name)}


def bound_names(module: ast.Module) -> set[str]:
    """What the module imports, defines or assigns; it uses no builtin here."""
    bound: set[str] = set()
    for node in ast.walk(module):
        match node:
            case ast.ImportFrom(module=package, names=names):
                assert package in ("typing", "prefect") or package.startswith("breyta_runtime")
                bound.update(alias.name for alias in names)
            case ast.FunctionDef(name=name) | ast.arg(arg=name):
                bound.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                bound.add(name)
    return bound


HARMLESS = tree("harmless", "harmless", "harmless")

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
    st.text(alphabet="\"'\\\n#§{}:0x ", min_size=1, max_size=20),
)
names = st.one_of(
    st.sampled_from(NAMES),
    st.text(alphabet=string.ascii_letters + "*+!-_?<>=&", min_size=1, max_size=12).filter(
        lambda name: name not in ("nil", "true", "false", "c", "e") and name[0] not in "+-&"
    ),
)


@settings(max_examples=250, deadline=None)
@given(texts, names, names)
@example('"""\nimport os\n"""', "__import__", "__import__")
def test_hostile_text_changes_constants_only(text: str, keyword: str, symbol: str) -> None:
    assert tree(text, keyword, symbol) == HARMLESS
