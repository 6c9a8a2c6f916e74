"""flow/poll: a literal config map, bounds, and a body that is repeated."""

from __future__ import annotations

import re

from breyta_runtime.limits import MAX_POLL_ATTEMPTS, MAX_POLL_TIMEOUT_MS

from breytac.analysis.expressions.analyzer import Analyzer, flow_form
from breytac.analysis.expressions.env import Env
from breytac.analysis.expressions.labels import label_of
from breytac.analysis.expressions.names import did_you_mean
from breytac.diagnostics.rules import orchestration as rules
from breytac.ir.expr import Expr, Poll, StepSite
from breytac.syntax import forms

OPTIONS = ("interval", "timeout", "max-attempts", "backoff", "abort-on", "return-on", "id")
_BACKOFFS = ("constant", "linear", "exponential")
_DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)\s*")
_MILLISECONDS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}


def milliseconds(text: str) -> float | None:
    """The length of a duration such as "10s" or "1.5m"; None when it is not one."""
    match = _DURATION.fullmatch(text)
    return float(match[1]) * _MILLISECONDS[match[2]] if match else None


@flow_form("poll")
def poll(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    items = form.items[1:]
    if len(items) < 2 or not isinstance(items[0], forms.Map):
        return analyzer.bad(
            rules.POLL_CONFIG,
            items[0] if items else form,
            "flow/poll takes a literal config map, then the body to repeat.",
            '(flow/poll {:interval "10s" :timeout "20m" :return-on done?} (flow/step …))',
        )
    config = items[0]
    _check(analyzer, config)
    label = label_of(analyzer, form)
    poll_id = config.get("id")
    site = StepSite(
        family="poll",
        id=poll_id.full_name if isinstance(poll_id, forms.Keyword) else None,
        span=form.span,
        form=form,
        config=config,
        keys=tuple(k.full_name for k, _ in config.pairs if isinstance(k, forms.Keyword)),
        references=(),
        label=label,
        binding=analyzer.binding,
        inside=tuple(analyzer.inside),
    )
    analyzer.steps.append(site)
    options = tuple(
        (key.full_name, analyzer.value(value, env))
        for key, value in config.pairs
        if isinstance(key, forms.Keyword) and key.full_name in OPTIONS
    )
    with analyzer.within("poll"), analyzer.bound_to(None):
        body = analyzer.body(items[1:], env.inner, form)
    return Poll(site, options, body, label, span=form.span)


def _check(analyzer: Analyzer, config: forms.Map) -> None:
    _check_keys(analyzer, config)
    interval = config.get("interval")
    if interval is None:
        analyzer.report(
            rules.POLL_INTERVAL, config, "flow/poll needs an :interval.", ':interval "10s"'
        )
    else:
        _duration(analyzer, interval, "interval")
    _check_bounds(analyzer, config)
    _check_return_on(analyzer, config)
    _check_backoff(analyzer, config.get("backoff"))


def _check_keys(analyzer: Analyzer, config: forms.Map) -> None:
    for key, _ in config.pairs:
        name = key.full_name if isinstance(key, forms.Keyword) else key.span.text[:40]
        if not isinstance(key, forms.Keyword) or name not in OPTIONS:
            analyzer.report(
                rules.POLL_OPTION,
                key,
                f"flow/poll has no option {name}.",
                did_you_mean(name, OPTIONS, prefix=":"),
            )


def _duration(analyzer: Analyzer, form: forms.Form, key: str) -> float | None:
    """Milliseconds of a literal duration; None when it is worked out at run time (or wrong)."""
    match form:
        case forms.Integer(value=number) | forms.Float(value=number) if number > 0:
            return float(number)
        case forms.String(value=text) if milliseconds(text) is not None:
            return milliseconds(text)
        case forms.Symbol() | forms.List():
            return None
        case _:
            analyzer.report(
                rules.POLL_DURATION,
                form,
                f":{key} cannot be read as a duration.",
                'Write "250ms", "10s", "20m" or "1h", or a number of milliseconds.',
            )
            return None


def _check_bounds(analyzer: Analyzer, config: forms.Map) -> None:
    timeout, attempts = config.get("timeout"), config.get("max-attempts")
    if timeout is None and attempts is None:
        analyzer.report(
            rules.POLL_UNBOUNDED,
            config,
            "flow/poll needs a :timeout or :max-attempts, so that it ends.",
            ':timeout "20m"',
        )
    if timeout is not None:
        length = _duration(analyzer, timeout, "timeout")
        if length is not None and length > MAX_POLL_TIMEOUT_MS:
            analyzer.report(
                rules.POLL_LIMIT,
                timeout,
                f"flow/poll waits at most {MAX_POLL_TIMEOUT_MS // 3_600_000} hour.",
                "Use a :wait step for what takes longer.",
            )
    match attempts:
        case None | forms.Symbol() | forms.List():
            pass
        case forms.Integer(value=number) if 0 < number <= MAX_POLL_ATTEMPTS:
            pass
        case forms.Integer(value=number) if number > 0:
            analyzer.report(
                rules.POLL_LIMIT,
                attempts,
                f"flow/poll makes at most {MAX_POLL_ATTEMPTS} attempts, not {number}.",
            )
        case _:
            analyzer.report(rules.POLL_LIMIT, attempts, ":max-attempts is a positive whole number.")


def _check_return_on(analyzer: Analyzer, config: forms.Map) -> None:
    match config.get("return-on"):
        case None:
            analyzer.report(
                rules.POLL_RETURN_ON,
                config,
                "flow/poll needs :return-on, a function that says when it is done.",
                ":return-on (fn [result] (= :completed (:status result)))",
            )
        case forms.Symbol() | forms.List() | forms.Keyword() | forms.Set():
            pass
        case other:
            analyzer.report(rules.POLL_RETURN_ON, other, ":return-on is a function or a symbol.")


def _check_backoff(analyzer: Analyzer, backoff: forms.Form | None) -> None:
    if not isinstance(backoff, forms.Map):
        if backoff is not None and not isinstance(backoff, forms.Symbol | forms.List):
            analyzer.report(rules.POLL_BACKOFF, backoff, ":backoff is a map.")
        return
    kind = backoff.get("type")
    if isinstance(kind, forms.Keyword):
        if kind.full_name not in _BACKOFFS:
            analyzer.report(
                rules.POLL_BACKOFF,
                kind,
                f":backoff has no :type :{kind.full_name}.",
                "Known: :constant, :linear and :exponential.",
            )
        if kind.full_name == "linear" and backoff.get("step") is None:
            analyzer.report(
                rules.POLL_BACKOFF, backoff, "A :linear :backoff needs a :step.", ':step "5s"'
            )
    for key in ("max", "step"):
        given = backoff.get(key)
        if given is not None:
            _duration(analyzer, given, f"backoff :{key}")
