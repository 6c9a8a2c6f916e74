"""The kinds of viewers an output may ask for (OUT-002); any other value is shown raw."""

KINDS = (
    "raw",
    "text",
    "markdown",
    "table",
    "image",
    "audio",
    "video",
    "download",
    "group",
)
