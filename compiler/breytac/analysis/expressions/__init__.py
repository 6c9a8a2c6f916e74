"""Clojure forms → expression tree: scopes, macros, destructuring, step sites.

    analyze_function_code(forms, *, span=None) -> FunctionUnit
        `forms` are the top-level forms of a function's :code: `defn`s, then the function.  A quoted
        `'(fn …)` counts as the function.  `span` stands in for an empty text.
    analyze_flow_body(form, *, known_functions=None) -> FlowBody
        `form` is the value of :flow, quoted or not.  `known_functions` are the ids of :functions;
        None means "unknown" (nothing is reported for a :ref).

Neither raises for bad code: what is wrong is in `.findings` of the result, and `.main`/`.body` is
None when there is nothing to compile.  Findings of rules in `COMPILES_ANYWAY` are errors for the
linter that do not stop a compile; `stops_compile(findings)` knows.
"""

from breytac.analysis.expressions.units import analyze_flow_body, analyze_function_code
from breytac.diagnostics.rules.orchestration import COMPILES_ANYWAY, stops_compile

__all__ = ["COMPILES_ANYWAY", "analyze_flow_body", "analyze_function_code", "stops_compile"]
