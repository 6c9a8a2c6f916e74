"""`:llm` and `:agent` steps: inputs, outputs, and what their providers can do."""

from __future__ import annotations

from collections.abc import Iterator

from breytac.analysis.definition.schemas import check_schema
from breytac.analysis.definition.words import sentence
from breytac.checks.facts import Facts, finding, step_name
from breytac.checks.literals import is_dynamic, plain, text_of
from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules import definition, steps as rules
from breytac.syntax import forms
from breytac.syntax.forms import Form

_OPENAI_ONLY = ("previous-response-id", "openai")
_REASONING = ("openai", "deepseek", "openrouter")


def check(facts: Facts) -> Iterator[Finding]:
    own = {each.id: each.family for each in facts.definition.providers.llm}
    for site in facts.steps:
        config = site.config
        if site.family not in ("llm", "agent") or config is None:
            continue
        owner = step_name(site)
        if site.family == "llm":
            yield from _input(config, owner)
        yield from _output(config, owner)
        named = text_of(config.get("provider"))
        yield from _provider(config, own.get(named or "", named), owner)
        yield from _openai(config, owner)


def _input(config: forms.Map, owner: str) -> Iterator[Finding]:
    messages = config.get("messages")
    other = config.get("prompt")
    if messages is not None and other is not None:
        yield finding(
            rules.LLM_INPUT,
            other,
            f"{sentence(owner)} has both :messages and :prompt.",
            "Keep one of them.",
            (Related(messages.span, ":messages is here"),),
        )


def _output(config: forms.Map, owner: str) -> Iterator[Finding]:
    output = config.get("output")
    if output is None:
        return
    for name in ("response-format", "json-schema"):
        old = config.get(name)
        if old is not None:
            yield finding(
                rules.LLM_OVERRULED,
                old,
                f":{name} of {owner} overrules its :output.",
                f"Leave :{name} out.",
                (Related(output.span, ":output is here"),),
            )
    schema = output.get("schema") if isinstance(output, forms.Map) else None
    if schema is not None and not is_dynamic(schema):
        for at, what, hint in check_schema(plain(schema)):
            yield finding(definition.SCHEMA, at, f":output :schema of {owner}: {what}", hint)


def _provider(config: forms.Map, provider: str | None, owner: str) -> Iterator[Finding]:
    if provider is None or provider == "custom":
        return
    output = config.get("output")
    schema = output.get("schema") if isinstance(output, forms.Map) else None
    if provider == "deepseek" and schema is not None:
        yield finding(
            rules.JSON_SCHEMA_SUPPORT,
            schema,
            f"{sentence(owner)} hands a schema to :deepseek, which takes JSON mode only.",
            "Write :output {:format :json}, and check the answer in a :function step.",
        )
    if provider != "openai":
        for name in _OPENAI_ONLY:
            form = config.get(name)
            if form is not None:
                yield finding(
                    rules.LLM_OPTION,
                    form,
                    f":{name} of {owner} is for the provider :openai; this one is :{provider}.",
                )
    effort = config.get("reasoning-effort")
    if effort is not None and provider not in _REASONING:
        yield finding(
            rules.LLM_OPTION,
            effort,
            f":reasoning-effort of {owner} is for :openai and :deepseek; "
            f"this provider is :{provider}.",
        )


def _openai(config: forms.Map, owner: str) -> Iterator[Finding]:
    responses = _at(config.get("openai"), "responses")
    transport = _at(responses, "transport")
    local = _at(_at(_at(responses, "shell"), "environment"), "type")
    if text_of(transport) == "websocket" and transport is not None:
        yield finding(
            rules.LLM_OPTION, transport, f":transport :websocket of {owner} is not supported."
        )
    if text_of(local) == "local" and local is not None:
        yield finding(
            rules.LLM_OPTION,
            local,
            f"A shell with {{:environment {{:type :local}}}} is not supported in {owner}.",
            "Write :type :container_auto.",
        )


def _at(form: Form | None, key: str) -> Form | None:
    return form.get(key) if isinstance(form, forms.Map) else None
