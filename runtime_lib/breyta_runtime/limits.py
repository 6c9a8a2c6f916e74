"""The bounds of pure code, as data.  A bound that is hit raises an error that names it."""

from __future__ import annotations

MAX_UNBOUNDED = 1_000_000
"""Elements taken from one endless source (range, iterate, repeat, cycle, lazy-seq …)."""

MAX_MATCHES = 1_000_000
"""Matches that re-seq, and groups or keys that group-by and frequencies may give."""

MAX_PRINTED = 64 * 1024 * 1024
"""Characters one call of str or pr-str may build."""

MAX_NUMBER_BITS = 1_000_000
"""Bits of a whole number; a loop of *' would otherwise fill the memory."""

RECURSION_DEPTH = 12_000
"""Python frames for compiled recursion; whoever starts a run raises the interpreter's limit to it."""

# What a definition may weigh (LIM-001, LIM-002).
MAX_FLOW_BYTES = 150 * 1024
"""The definition map without the content of its templates and functions."""

MAX_TEMPLATES_BYTES = 1024 * 1024
MAX_FUNCTIONS_BYTES = 1024 * 1024

MAX_STEPS_PER_FLOW = 50
"""Steps written in :flow (LIM-003)."""
LARGE_STEP_BYTES = 1024
"""Literals of one step from which on a template is the better place (OPT-013)."""
LARGE_STRING_CHARS = 4_000

# Packaged steps and agents (PKG-001, AGD-001).
MAX_DESCRIPTION_CHARS = 4000
DEFAULT_AGENT_ITERATIONS = 20
MAX_AGENT_ITERATIONS = 100
DEFAULT_AGENT_TOOL_CALLS = 100
MAX_AGENT_TOOL_CALLS = 1000
MAX_AGENT_REPEATED_TOOL_CALLS = 100

KB = 1024
DAY_MS = 24 * 60 * 60 * 1000

# One run (LIM-004, LIM-005, LIM-006).
MAX_STEP_EXECUTIONS = 10_000
MAX_RUN_DURATION_MS = 30 * DAY_MS
MAX_CHILD_FLOWS = 25
MAX_CALL_DEPTH = 5
"""flow/call-flow inside flow/call-flow."""

# flow/poll (POLL-004).
MAX_POLL_TIMEOUT_MS = 60 * 60 * 1000
MAX_POLL_ATTEMPTS = 100

# What steps hand around (ERR-003, ERR-009).
MAX_STEP_RESULT_BYTES = 1024 * 1024
MAX_FUNCTION_INPUT_BYTES = 1024 * 1024

# Loops and recursion of compiled functions.
FUNCTION_LOOP_LIMIT = 10_000_000
"""Turns one loop of a function may take."""
FUNCTION_CALL_LIMIT = 10_000_000
"""Calls a function may make of itself, directly or through others, before it returns."""

# One evaluation of function code (`guard`).
FUNCTION_SECONDS = 10.0
"""Time it may take."""
FUNCTION_MEMORY = 512 * 1024 * 1024
"""Bytes the process may grow by meanwhile."""
GUARD_INTERVAL = 0.05
"""Seconds between two looks at the clock and the memory."""
MAX_RATIO_BITS = 200_000
"""Bits of a ratio; reducing one takes time that grows with their square."""
