"""`:function`: a transform over one input map."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, StepContract, named
from breyta_runtime.definition.contract import Shape

CONTRACT = StepContract(
    "function",
    "reference-step-function",
    # What :code, :ref and :input are to each other is checked where the code is analyzed.
    named(
        {
            "code": Field(Shape.CODE, "FUN-001 FN-026"),
            "ref": Field(Shape.NAME, "FUN-001 FN-002"),
            "input": Field(Shape.MAP, "FUN-002", also=(Shape.DATA,)),
            "load": Field(Shape.NAMES, "FUN-003 OPT-011"),
        }
    ),
    elsewhere={
        "inputs": "What the function gets is :input.",
        "args": "A function gets one map: :input.",
        "data": "What the function gets is :input.",
        "fn": "The code stands under :code, the id of a declared function under :ref.",
        "function": "The id of a declared function stands under :ref.",
    },
)
