"""EDN, XML and YAML bodies, which need a reader of their own."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from importlib import import_module
from typing import Any
from xml.parsers import expat

from breyta_runtime.steps.http.parsing import BadBody
from breyta_runtime.values import List, Map, Set, freeze, kw, ratio, sym
from breyta_runtime.values.json import from_json, key_of

MAX_DEPTH = 200
MAX_NODES = 300_000

_TAG, _ATTRS, _CONTENT = kw("tag"), kw("attrs"), kw("content")


def read_edn(text: str) -> Any:
    try:
        return _from_edn(import_module("edn_format").loads(text))
    except NotImplementedError as error:
        raise BadBody("the body is EDN with a tag other than #inst and #uuid") from error
    except RecursionError as error:
        raise BadBody("the body is EDN nested too deeply to read") from error
    except Exception as error:
        # The library lets its lexer's and its literals' own exceptions through.
        raise BadBody(f"the body is not EDN: {error}") from error


def _from_edn(value: Any) -> Any:
    """The library's data as runtime values; vectors, lists and sets stay apart."""
    edn_format: Any = import_module("edn_format")
    if isinstance(value, edn_format.Keyword):
        return kw(value.name)
    if isinstance(value, edn_format.Symbol):
        return sym(value.name)
    if isinstance(value, edn_format.ImmutableDict):
        return freeze({_from_edn(k): _from_edn(v) for k, v in value.items()})
    if isinstance(value, edn_format.ImmutableList):
        return tuple(map(_from_edn, value))
    if isinstance(value, tuple):
        return List(map(_from_edn, value))
    if isinstance(value, frozenset):
        return Set(map(_from_edn, value))
    if isinstance(value, Fraction):
        return ratio(value.numerator, value.denominator)
    if isinstance(value, datetime):
        return _instant(value)
    return from_json(value)


def read_xml(content: bytes) -> Map:
    """`{:tag :attrs :content}` elements, as Clojure's own XML parser gives them."""
    builder = _XmlBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.EntityDeclHandler = builder.refuse_entity
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise BadBody(f"the body is not XML: {error}") from error
    return builder.root


class _XmlBuilder:
    def __init__(self) -> None:
        self.root = Map({})
        self._open: list[tuple[str, dict[str, str], list[Any]]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise BadBody(f"the body is XML nested deeper than {MAX_DEPTH} elements")
        self._open.append((tag, attributes, []))

    def end(self, _tag: str) -> None:
        tag, attributes, content = self._open.pop()
        element = Map(
            {
                _TAG: kw(tag),
                _ATTRS: Map({kw(name): value for name, value in attributes.items()}),
                _CONTENT: tuple(content),
            }
        )
        if self._open:
            self._open[-1][2].append(element)
        else:
            self.root = element

    def text(self, data: str) -> None:
        # Blank text between elements is indentation.
        if self._open and data.strip():
            self._open[-1][2].append(data)

    def refuse_entity(self, *_declaration: Any) -> None:
        """Entities expand without bound, or name files: the two classic attacks."""
        raise BadBody("the body is XML that declares entities, which are refused")


def read_yaml(text: str) -> Any:
    """One document; several become a vector of them."""
    yaml: Any = import_module("yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        documents = list(yaml.load_all(text, Loader=loader))
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        problem = " ".join(str(error).split())
        raise BadBody(f"the body is not YAML: {problem[:200]}") from error
    convert = _YamlConverter()
    values = tuple([convert(document, 0) for document in documents])
    return values[0] if len(values) == 1 else values or None


class _YamlConverter:
    """Counts what it makes: a few nested aliases stand for billions of values."""

    def __init__(self) -> None:
        self._made = 0

    def __call__(self, value: Any, depth: int) -> Any:
        self._made += 1
        if self._made > MAX_NODES or depth > MAX_DEPTH:
            raise BadBody("the body is YAML that is nested, or refers to itself, too much")
        if isinstance(value, dict):
            return freeze({self._key(k): self(v, depth + 1) for k, v in value.items()})
        if isinstance(value, list | tuple):
            return tuple([self(item, depth + 1) for item in value])
        if isinstance(value, set | frozenset):
            return Set(self(item, depth + 1) for item in value)
        if isinstance(value, datetime):
            return _instant(value)
        return value.isoformat() if isinstance(value, date) else from_json(value)

    def _key(self, key: Any) -> Any:
        # Text keys as in JSON; YAML's other ones (numbers, dates) as values.
        return key_of(key) if isinstance(key, str) else self(key, 0)


def _instant(moment: datetime) -> Any:
    from breyta_runtime.values import Instant

    return Instant.parse(moment.isoformat())
