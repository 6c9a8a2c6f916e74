"""Six functions as a flow would hold them (`.clj`), the same by hand (`.py`), and their data."""
