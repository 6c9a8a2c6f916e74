"""The contracts are sound in themselves, and what the runtime goes by."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from breyta_runtime import contracts
from breyta_runtime.contracts import Field, MapContract, StepContract, all_contracts
from breyta_runtime.contracts.common import COMMON
from breyta_runtime.contracts.http import METHODS, RESPONSE_TYPES
from breyta_runtime.contracts.persist import BY_TYPE
from breyta_runtime.definition.contract import Shape
from breyta_runtime.definition.packaged import OUTER_CONTROLS, STEP_FAMILIES
from breyta_runtime.engine import durations, options
from breyta_runtime.steps import FAMILIES
from breyta_runtime.steps.http import parsing, request

ALL = all_contracts()
FEATURE = re.compile(r"[A-Z]+-\d{3}( [A-Z]+-\d{3})*")


def inside(fields: dict[str, Field]) -> Iterator[tuple[str, Field]]:
    for name, field in fields.items():
        yield name, field
        for held in (field.inside, field.item.inside if field.item else None):
            if held is not None:
                yield from inside(dict(held.fields))


@pytest.mark.parametrize("contract", ALL, ids=lambda each: each.family)
def test_operations_and_groups_name_declared_fields(contract: StepContract) -> None:
    declared = set(contract.fields)
    for op in contract.ops.values():
        assert declared >= {*op.required, *op.optional}
        for group in op.groups:
            assert {*op.required, *op.optional} >= set(group.names)
    for group in contract.groups:
        assert declared >= set(group.names)
    if contract.selector:
        assert set(contract.fields[contract.selector].one_of) == set(contract.ops)
    assert not declared & set(contract.elsewhere)


@pytest.mark.parametrize("contract", ALL, ids=lambda each: each.family)
def test_every_field_knows_its_name_and_its_feature(contract: StepContract) -> None:
    for name, field in inside({**COMMON, **contract.fields}):
        assert field.name == name
        assert FEATURE.fullmatch(field.features), (name, field.features)
        assert field.shape is not Shape.CHOICE or field.one_of or name == "type"


@pytest.mark.parametrize("contract", BY_TYPE.values(), ids=BY_TYPE)
def test_kinds_of_persist_share_their_type(contract: MapContract) -> None:
    assert contract.fields["type"].required
    assert set(contract.fields["type"].one_of) == set(BY_TYPE)


def test_the_runtime_knows_the_same_families() -> None:
    assert set(FAMILIES) == set(contracts.FAMILY_NAMES) == set(STEP_FAMILIES)
    for family in {each.name: each for each in FAMILIES.values()}.values():
        contract = contracts.step_contract(family.name)
        assert contract is not None
        assert family.own_timeout == ("timeout" in contract.fields)


def test_the_runtime_goes_by_the_same_lists() -> None:
    assert request.METHODS is METHODS
    assert {"auto", *parsing.PARSERS} == set(RESPONSE_TYPES)
    assert set(COMMON["retry"].inside.fields) == {"max-attempts", "backoff-ms", "backoff"}  # type: ignore[union-attr]
    assert set(COMMON) >= {key.name for key in options._COMMON}
    assert set(COMMON) >= set(OUTER_CONTROLS)
    assert durations.BACKOFF_TYPES == ("constant", "linear", "exponential")
