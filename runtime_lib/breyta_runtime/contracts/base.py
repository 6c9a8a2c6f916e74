"""How the contracts of steps are written: the `Key` of definitions, and what only steps need.

A definition's maps become dataclasses, a step's config stays a map; so these contracts are data of
their own instead of fields.  Everything that is said of a key is said in the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from breyta_runtime.definition.contract import Key, Shape


class Unit(Enum):
    """What the number, or the text, of a field counts."""

    SECONDS = "seconds"
    SECONDS_OR_TEXT = 'seconds, or a duration such as "10m"'
    """A number of seconds or a duration; documented as a number for the common `:timeout`."""
    MILLISECONDS = "milliseconds"
    MILLISECONDS_OR_TEXT = 'milliseconds, or a duration such as "10s"'
    TEXT = 'a duration such as "10m"'
    BYTES = "bytes"
    MICROS = "millionths of a dollar"


@dataclass(frozen=True, slots=True)
class Field(Key):
    """The contract of one key of a step's config, or of a map inside it."""

    also: tuple[Shape, ...] = ()
    """Other shapes it takes; `true` may stand for a whole map of options, for example."""
    unit: Unit | None = None
    inside: MapContract | None = None
    """What a map under this key holds."""
    item: Field | None = None
    """What each element of a vector under this key is."""
    pattern: str = ""
    """A regular expression that all of a literal text has to match."""
    instead: str = ""
    """For a key of old flows: what to write today."""
    over: str = ""
    """How Breyta words it when the maximum is passed."""

    @property
    def shapes(self) -> tuple[Shape, ...]:
        return (self.shape, *self.also)

    @property
    def is_renamed(self) -> bool:
        """Whether an old key means just what another one means now."""
        return self.instead.startswith(":") and " " not in self.instead


class Count(Enum):
    ONE = "exactly one of"
    SOME = "at least one of"
    MOST_ONE = "at most one of"


@dataclass(frozen=True, slots=True)
class Group:
    """Keys that replace or exclude each other."""

    count: Count
    names: tuple[str, ...]
    features: str
    unless: tuple[str, ...] = ()
    """With one of these keys, the group may be empty: a template supplies its part."""
    advice: bool = False
    """Whether several are merely unwise: one of them wins."""
    hint: str = ""
    text: str = ""
    """How Breyta words it when none is there."""


@dataclass(frozen=True, slots=True)
class MapContract:
    """The keys of one kind of map."""

    title: str
    """As in a sentence: "a :retry policy"."""
    fields: Mapping[str, Field]
    groups: tuple[Group, ...] = ()
    loose: bool = False
    """Whether other keys are part of the format."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Keys people write here by mistake, with what to do about it."""


@dataclass(frozen=True, slots=True)
class Op:
    """What one operation of a family takes."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class StepContract:
    """What the config of one family of steps may hold, besides the common options."""

    family: str
    page: str
    """The documentation page it comes from."""
    fields: Mapping[str, Field]
    groups: tuple[Group, ...] = ()
    selector: str = ""
    """The key that says which operation is meant: `:op`, `:operation`, `:database`."""
    ops: Mapping[str, Op] = field(default_factory=dict)
    template: str = ""
    """The type of template `:template` names; a template supplies part of the config."""
    connection: tuple[str, ...] = ()
    """The types of slot its `:connection` may be; empty when it takes none."""
    loose: bool = False
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    def op_names(self, name: str) -> tuple[str, ...]:
        """The operations that take a key; none when all do."""
        return tuple(
            op for op, each in self.ops.items() if name in each.required or name in each.optional
        )


def named(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields with the keyword they stand under as their name."""
    return {name: replace(each, name=name) for name, each in fields.items()}


def map_of(
    title: str,
    fields: Mapping[str, Field],
    *groups: Group,
    loose: bool = False,
    elsewhere: Mapping[str, str] | None = None,
) -> MapContract:
    return MapContract(title, named(fields), groups, loose, elsewhere or {})


def one_of(features: str, *names: str, unless: tuple[str, ...] = (), hint: str = "") -> Group:
    return Group(Count.ONE, names, features, unless, hint=hint)


def some_of(
    features: str, *names: str, unless: tuple[str, ...] = (), hint: str = "", text: str = ""
) -> Group:
    return Group(Count.SOME, names, features, unless, hint=hint, text=text)


def most_one_of(features: str, *names: str, advice: bool = False, hint: str = "") -> Group:
    return Group(Count.MOST_ONE, names, features, advice=advice, hint=hint)
