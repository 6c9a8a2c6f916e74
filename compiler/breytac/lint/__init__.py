"""What turns the findings of a flow into the ones a user wants to hear: selection, suppression,
severities, and fixes.  Pure; files are read and written by `project.linting`."""
