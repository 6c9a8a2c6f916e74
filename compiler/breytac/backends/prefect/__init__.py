"""The Prefect backend: a typed flow becomes the text of one Python module."""

from breytac.backends.prefect.module import FlowParts, build_module

__all__ = ["FlowParts", "build_module"]
