"""`:interfaces`: one surface of each kind, ids of their own, callers that prove who they are."""

from __future__ import annotations

from typing import Any

from breyta_runtime.definition import (
    HttpInterface,
    Interfaces,
    McpInterface,
    WebhookAuth,
    WebhookInterface,
)
from breyta_runtime.definition.interfaces import WEBHOOK_AUTH_TYPES

from breytac.analysis.definition.build import after
from breytac.analysis.definition.context import Context
from breytac.analysis.definition.requirements import check_secrets
from breytac.analysis.definition.suggest import listed
from breytac.diagnostics.finding import Related
from breytac.diagnostics.rules import definition as rules
from breytac.ir.spans import Path
from breytac.syntax import forms

AUTH_NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "hmac-sha256": (("secret-ref",),),
    "signature": (("secret-ref", "public-key-ref"), ("signature-header",)),
    "bearer": (("secret-ref",),),
    "api-key": (("secret-ref",),),
    "basic": (("username",), ("secret-ref",)),
    "ip-allowlist": (("allow",),),
}
"""What each type of auth cannot do without; of several names in one tuple, one."""

_USES: dict[str, tuple[str, ...]] = {
    "header": ("hmac-sha256", "api-key", "bearer"),
    "location": ("api-key",),
    "param": ("api-key",),
    "username": ("basic",),
    "algo": ("signature",),
    "signature-header": ("signature",),
    "timestamp-header": ("signature",),
    "signed-message": ("signature",),
    "signature-format": ("signature",),
    "signature-prefix": ("signature",),
    "timestamp-max-skew-ms": ("signature",),
    "public-key-ref": ("signature",),
    "allow": ("ip-allowlist",),
}


@after(WebhookAuth)
def check_auth(ctx: Context, made: WebhookAuth, form: forms.Map, path: Path) -> WebhookAuth:
    for names in AUTH_NEEDS.get(made.type, ()):
        if not any(_has(form, name) for name in names):
            ctx.report(
                rules.AUTH_INCOMPLETE,
                form,
                f":auth of type :{made.type} needs {listed(names)}.",
                path=path,
            )
    for name, types in _USES.items():
        value = form.get(name)
        if value is not None and made.type and made.type not in types:
            ctx.report(
                rules.UNUSED_KEY,
                value,
                f":{name} has no effect with auth of type :{made.type}; it is for {listed(types)}.",
                path=(*path, name),
            )
    if made.algo == "ecdsa-p256" and made.public_key_ref is None:
        ctx.report(
            rules.AUTH_INCOMPLETE, form, ":algo :ecdsa-p256 needs :public-key-ref.", path=path
        )
    check_secrets(ctx, form, path)
    return made


def _has(form: forms.Map, name: str) -> bool:
    value = form.get(name)
    return value is not None and not isinstance(value, forms.Nil)


@after(WebhookInterface)
def check_webhook(
    ctx: Context, made: WebhookInterface, form: forms.Map, path: Path
) -> WebhookInterface:
    if made.auth is not None and made.auth.type in ("none", "workspace-api-auth"):
        ctx.report(
            rules.WEBHOOK_AUTH,
            form.get("auth") or form,
            f"A webhook interface cannot have auth of type :{made.auth.type}.",
            hint=f"Use {listed(WEBHOOK_AUTH_TYPES)}.",
            path=(*path, "auth"),
        )
    value = form.get("path")
    if value is not None and not isinstance(value, forms.Nil):
        ctx.report(
            rules.UNUSED_KEY,
            value,
            "The :path of a webhook interface is generated; this one has no effect.",
            path=(*path, "path"),
        )
    return made


@after(HttpInterface)
def check_http(ctx: Context, made: HttpInterface, form: forms.Map, path: Path) -> HttpInterface:
    if made.path is not None and not made.path.startswith("/"):
        ctx.report(
            rules.WRONG_SHAPE,
            form.get("path") or form,
            f'The :path of an HTTP interface begins with a slash; found "{made.path}".',
            path=(*path, "path"),
        )
    _warn_open(ctx, made.auth, form, path)
    return made


@after(McpInterface)
def check_mcp(ctx: Context, made: McpInterface, form: forms.Map, path: Path) -> McpInterface:
    value = form.get("tool-name")
    if value is not None and not made.tool_name.strip():
        ctx.report(
            rules.INTERFACE_ID,
            value,
            "The :tool-name of an MCP interface must not be blank.",
            path=(*path, "tool-name"),
        )
    _warn_open(ctx, made.auth, form, path)
    return made


def _warn_open(ctx: Context, auth: WebhookAuth | None, form: forms.Map, path: Path) -> None:
    if auth is not None and auth.type == "none":
        ctx.report(
            rules.UNUSUAL_VALUE,
            form.get("auth") or form,
            "Anybody can call an interface with auth of type :none.",
            hint="Write :auth :workspace-api-auth.",
            path=(*path, "auth"),
        )


@after(Interfaces)
def check_interfaces(ctx: Context, made: Interfaces, _form: forms.Map, path: Path) -> Interfaces:
    seen: dict[str, Path] = {}
    for category in ("manual", "http", "webhook", "mcp"):
        group: tuple[Any, ...] = getattr(made, category)
        if len(group) > 1:
            _report_many(ctx, category, len(group), (*path, category))
        for i, each in enumerate(group):
            name = each.tool_name if isinstance(each, McpInterface) else each.id
            key = "tool-name" if isinstance(each, McpInterface) else "id"
            here = (*path, category, i, key)
            first = seen.setdefault(name, here) if name else here
            if first != here:
                ctx.report(
                    rules.INTERFACE_DUPLICATE,
                    ctx.span(here),
                    f'The interface id "{name}" is already that of :{first[-3]} interface {_nth(first)}.',
                    related=(Related(ctx.span(first), "first used here"),),
                    path=here,
                )
    return made


def _nth(path: Path) -> int:
    return int(path[-2]) + 1


def _report_many(ctx: Context, category: str, count: int, path: Path) -> None:
    mcp = category == "mcp"
    extra = (*path, 1)
    ctx.report(
        rules.SEVERAL_TOOLS if mcp else rules.TOO_MANY_INTERFACES,
        ctx.span(extra),
        f":interfaces :{category} has {count} entries; "
        f"a flow {'should publish' if mcp else 'has at most'} one.",
        hint="Put what does something else into a flow of its own.",
        related=(Related(ctx.span((*path, 0)), "the first one"),),
        path=path,
    )
