"""The Python that templates become."""

from __future__ import annotations

from both_ways import module_of, source_of
from breyta_runtime.definition import Template
from breyta_runtime.values import Map, Set, kw
from breyta_runtime.values.json import from_json


def test_a_request_reads_like_one() -> None:
    """TPL-003, TPL-019: maps and vectors stay literals, only texts with tags become calls."""
    request = from_json(
        {
            "method": "post",
            "path": "/orders/{{order-id}}",
            "json": {"lines": [{"sku": "{{sku}}"}, 1]},
        }
    )
    written, names = module_of(Template("create-order", "http-request", request=request))
    assert names == ["create_order_request"]
    assert written.endswith(
        """
# 1:1
def create_order_request(data: Any) -> Any:
    return Map({K_METHOD: 'post', K_PATH: text('/orders/', value(data, K_ORDER_ID)), """
        """K_JSON: Map({K_LINES: (Map({K_SKU: text(value(data, K_SKU))}), 1)})})
"""
    )
    assert "from breyta_runtime.templates import text, value\n" in written


def test_names_say_what_a_template_is() -> None:
    tagged = "{{x}}"
    _, names = module_of(
        Template("ask", "llm-prompt", prompt=tagged),
        Template("recent-orders", "db-query", sql=tagged),
        Template("approval", "notification", channels=Map({kw("http"): tagged})),
        Template("get-user-request", "http-request", request=Map({kw("path"): tagged})),
        Template("text", "llm-prompt", prompt=tagged),
    )
    assert names == [
        "ask_prompt",
        "recent_orders_query",
        "approval_message",
        "get_user_request",
        "text_prompt",
    ]


def test_paths() -> None:
    assert source_of("{{user.name}}") == "text(value(data, K_USER, K_NAME))"
    assert source_of("{{items.0.id}}") == "text(value(data, K_ITEMS, 0, K_ID))"
    assert source_of("{{this}}") == "text(this(data))"
    assert source_of("{{@root.a}}") == "text(item(data, 'root', K_A))"


def test_blocks() -> None:
    """TPL-009, TPL-010, TPL-011: what a block walks through is called after its list."""
    assert source_of("{{#if a}}x{{else if b}}y{{/if}}") == (
        "text('x' if present(value(data, K_A)) else 'y' if present(value(data, K_B)) else '')"
    )
    assert source_of("{{#unless a}}x{{/unless}}") == (
        "text('x' if not present(value(data, K_A)) else '')"
    )
    assert source_of("{{#each orders}}{{@index}} {{id}} {{../day}}{{else}}none{{/each}}") == (
        "text(each(data, value(data, K_ORDERS), lambda order: text(item(order, 'index'), ' ', "
        "value(order, K_ID), ' ', value(outer(order), K_DAY)), lambda: 'none'))"
    )
    assert source_of("{{#with user}}{{name}}{{/with}}") == (
        "text(within(data, value(data, K_USER), lambda user: value(user, K_NAME)))"
    )
    assert source_of("{{#entries}}{{this}}{{/entries}}") == (
        "text(section(data, value(data, K_ENTRIES), lambda entry: this(entry)))"
    )


def test_helpers() -> None:
    assert source_of('{{truncate (join xs separator=", ") length=3}}') == (
        "text(helpers.truncate(helpers.join(value(data, K_XS), separator=', '), length=3))"
    )


def test_a_long_text_has_a_piece_per_line() -> None:
    """So that a diff of the module shows which line of a prompt changed."""
    text = "You are concise and answer in three bullets.\nToday is {{day}}.\nSum up {{text}}."
    assert source_of(text) == (
        "text('You are concise and answer in three bullets.\\n', 'Today is ', "
        "value(data, K_DAY), '.\\n', 'Sum up ', value(data, K_TEXT), '.')"
    )


def test_a_text_without_tags_left_is_a_constant() -> None:
    assert source_of(r"literal \{{x}}{{! note }}") == "'literal {{x}}'"


def test_loops_inside_loops_have_names_of_their_own() -> None:
    shown = source_of("{{#each rows}}{{#each rows}}{{id}}{{../id}}{{/each}}{{/each}}")
    assert "lambda row: each(row, value(row, K_ROWS), lambda row_2: " in shown


def test_sets_and_lists_are_gone_through_too() -> None:
    assert source_of(Set(("{{x}}",))) == "Set((text(value(data, K_X)),))"


def test_what_templates_import_is_no_name_of_anything_else() -> None:
    from breytac.lowering.module import RUNTIME_NAMES
    from breytac.lowering.templates import IMPORTED

    assert not IMPORTED & RUNTIME_NAMES
