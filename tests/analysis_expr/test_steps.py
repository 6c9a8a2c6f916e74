"""The step sites of a flow body: what other passes get to know without walking code."""

from __future__ import annotations

from breyta_runtime.core.vars import VARS
from breytac.analysis.expressions import analyze_flow_body
from breytac.analysis.expressions.analyzer import SPECIAL
from breytac.ir.expr import If, Let, Loop, StepSite, walk
from breytac.syntax.reader import read_all
from breytac.syntax.source import Source


def sites(code: str) -> tuple[StepSite, ...]:
    body = analyze_flow_body(read_all(Source("f.clj", code)).forms[0])
    assert body.body is not None, body.findings
    return body.steps


def test_family_id_keys_binding_and_label() -> None:
    (site,) = sites("""(let [user ^{:label "Load user"}
                      (flow/step :http :fetch-user {:connection :api :path "/u"})]
             user)""")
    assert (site.family, site.id, site.binding) == ("http", "fetch-user", "user")
    assert site.keys == ("connection", "path")
    assert site.label is not None
    assert site.label.text == "Load user"
    assert site.span.text.startswith("(flow/step")


def test_references() -> None:
    found = sites("""(do (flow/step :github/open-pr :pr {:connection :gh})
               (flow/step :wait :w {:notify {:template :note :channels [{:connection :mail}]}
                                    :data {:template :not-this}})
               (flow/step :function :f {:ref :summarize :input {:connection :nor-this}})
               (flow/call-flow :child {}))""")
    references = [[(ref.kind, ref.name) for ref in site.references] for site in found]
    assert references == [
        [("packaged-step", "github/open-pr"), ("connection", "gh")],
        [("template", "note"), ("connection", "mail")],
        [("function", "summarize")],
        [("flow", "child")],
    ]


def test_where_a_step_stands() -> None:
    found = sites("""(do (flow/step :a :top {})
               (when (flow/input)
                 (for [x (:xs (flow/step :a :items {}))]
                   (loop [i 0]
                     (if (flow/step :a :inner {}) i (recur (inc i)))))))""")
    assert [(site.id, site.inside) for site in found] == [
        ("top", ()),
        ("items", ("when",)),
        ("inner", ("when", "for", "loop")),
    ]


def test_dynamic_steps_are_sites_too() -> None:
    """A config, an id or a family worked out at run time is told by its absence."""
    (site,) = sites("(let [f :http c {}] (flow/step f f c))")
    assert (site.family, site.id, site.config, site.keys) == (None, None, None, ())


def test_labels_are_on_the_nodes() -> None:
    """ORC-014 to ORC-016."""
    body = analyze_flow_body(
        read_all(
            Source(
                "f.clj",
                """(let [a ^{:label "Gate" :yes "go" :no "stop"} (if 1 2 3)
                         b ^{:label "Again" :max-iterations 3} (loop [i 0] (if i 1 (recur 2)))
                         c ^"Short" (if-let [x 1] x 2)]
                     [a b c])""",
            )
        ).forms[0]
    )
    assert isinstance(body.body, Let)
    labels = [node.label for node in walk(body.body) if isinstance(node, If | Loop) and node.label]
    assert [(x.text, x.yes, x.no, x.max_iterations) for x in labels] == [
        ("Gate", "go", "stop", None),
        ("Again", None, None, 3),
        ("Short", None, None, None),
    ]


def test_every_macro_and_special_form_is_handled() -> None:
    """The table of vars promises them; analysis has to know each one."""
    names = {var.name for var in VARS.values() if var.kind in ("macro", "special") and var.tier < 3}
    assert names - SPECIAL.keys() == set()
