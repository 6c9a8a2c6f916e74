"""What breytac costs, as ratios to something known: `python -m benchmarks [NAME]... [--json]`."""
