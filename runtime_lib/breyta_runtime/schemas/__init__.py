"""Schemas of packaged steps, agents and tools: Malli forms and JSON Schemas.

Pure: a schema is a runtime value, as the definition holds it.
"""

from breyta_runtime.schemas.json_schema import json_schema, keys_of
from breyta_runtime.schemas.malli import SchemaError, is_json_schema
from breyta_runtime.schemas.validate import Problem, validate

__all__ = ["Problem", "SchemaError", "is_json_schema", "json_schema", "keys_of", "validate"]
