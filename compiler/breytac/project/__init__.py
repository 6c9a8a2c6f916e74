"""Files on disk: the workspace, its sources, what is written and what is remembered."""
