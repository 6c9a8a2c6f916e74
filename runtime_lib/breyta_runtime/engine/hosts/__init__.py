"""Where runs happen: on Prefect, or in this process alone."""
