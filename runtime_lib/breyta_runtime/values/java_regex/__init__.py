"""Java's regular expressions: one syntax tree, two ways to run it.

`parser` reads Java's syntax, `emit` writes the same meaning for Python's `re`, `cost` says how
much work that could be in the worst case, and `machine` matches in bounded time what `re` could
hang on or cannot express.  `values.pattern` puts them together.
"""
