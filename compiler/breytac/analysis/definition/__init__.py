"""From forms to a typed definition."""

from breytac.analysis.definition.analyze import analyze_definition
from breytac.analysis.definition.values import form_to_value

__all__ = ["analyze_definition", "form_to_value"]
