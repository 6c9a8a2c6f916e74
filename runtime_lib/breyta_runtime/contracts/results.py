"""What steps give: the fields of their results, as far as the documentation closes them."""

from __future__ import annotations

SKIPPED = ("error", "skipped?", "success")
"""Fields of what stands for a step that was skipped with `:on-error`."""

STORED_BLOB = (
    "type",
    "uri",
    "resource-uri",
    "blob-ref",
    "size",
    "size-bytes",
    "content-type",
    "url",
    "signed-url",
    "path",
    "filename",
    "display-name",
    "name",
    "tier",
    "preview",
)
STORED_HTTP = (
    *STORED_BLOB,
    "status",
    "headers",
    "body",
    "redirect?",
    "redirect-location",
    "persisted-blob",
    "auto-search-indexed?",
)
"""`:body` is there too, but only says that it was left out."""
STORED_TABLE = (
    "type",
    "uri",
    "resource-uri",
    "content-type",
    "preview",
    "write",
    "display-name",
    "name",
)

SLEEP = ("slept-seconds",)
NOTIFY = ("sent?", "all-sent?", "channels", "errors")
SSH = ("success", "exit", "stdout", "stderr", "duration-ms")
KV: dict[str, tuple[str, ...]] = {
    "get": ("success", "value", "exists?", "key"),
    "set": ("success", "key", "created?", "value"),
    "delete": ("success", "key", "deleted?", "existed?"),
    "exists": ("success", "key", "exists?"),
    "increment": ("success", "key", "value", "previous"),
    "append": ("success", "key", "value", "length", "count"),
    "list-keys": ("success", "keys", "count"),
}
