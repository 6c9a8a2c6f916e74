"""The bounds of pure code, as data.  A bound that is hit raises an error that names it."""

from __future__ import annotations

MAX_UNBOUNDED = 1_000_000
"""Elements taken from one endless source (range, iterate, repeat, cycle, lazy-seq …)."""

MAX_MATCHES = 1_000_000
"""Matches that re-seq, and groups or keys that group-by and frequencies may give."""

MAX_PRINTED = 64 * 1024 * 1024
"""Characters one call of str or pr-str may build."""

MAX_NUMBER_BITS = 4_000_000
"""Bits of a whole number; a loop of *' would otherwise fill the memory."""

RECURSION_DEPTH = 12_000
"""Python frames for compiled recursion; whoever starts a run raises the interpreter's limit to it."""

# What a definition may weigh (LIM-001, LIM-002).
MAX_FLOW_BYTES = 150 * 1024
"""The definition map without the content of its templates and functions."""

MAX_TEMPLATES_BYTES = 1024 * 1024
MAX_FUNCTIONS_BYTES = 1024 * 1024

# Packaged steps and agents (PKG-001, AGD-001).
MAX_DESCRIPTION_CHARS = 4000
DEFAULT_AGENT_ITERATIONS = 20
MAX_AGENT_ITERATIONS = 100
DEFAULT_AGENT_TOOL_CALLS = 100
MAX_AGENT_TOOL_CALLS = 1000
MAX_AGENT_REPEATED_TOOL_CALLS = 100
