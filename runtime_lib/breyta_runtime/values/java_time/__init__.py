"""The parts of `java.time` that flows may use: immutable, exact to the nanosecond, without a clock.

Method names are Java's in snake case (`plusDays` → `plus_days`), so the interop table can refer to
them; `str()` of a value is Java's `toString`.
"""
