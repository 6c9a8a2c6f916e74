"""Old flow source is read as what it means now; explicit new source wins over it."""

from __future__ import annotations

import pytest
from breyta_runtime.definition import (
    Input,
    Interfaces,
    Invocation,
    ManualInterface,
    Schedule,
    SetupForm,
    Slot,
    WebhookAuth,
    WebhookInterface,
)
from breyta_runtime.values import kw
from definition_reading import read_flow, said_of

SIGNED = WebhookAuth("hmac-sha256", secret_ref="s", header="X-Signature")
SIGNED_TEXT = '{:type :hmac-sha256 :header "X-Signature" :secret-ref :s}'


def test_manual_trigger() -> None:
    """DEF-018, DEF-019: the fields become the default invocation."""
    made = read_flow("""{:triggers [{:type :manual :label "Run now" :enabled true
                        :config {:fields [{:name :q :type :text :required true}]}}]}""").definition
    assert made.interfaces == Interfaces(manual=(ManualInterface("run-now", label="Run now"),))
    assert made.invocations == {"default": Invocation((Input("q", required=True),))}


def test_trigger_without_fields_takes_nothing() -> None:
    """DEF-019"""
    made = read_flow("{:triggers [{:type :manual :config {}}]}").definition
    assert made.interfaces.manual == (ManualInterface("run"),)
    assert made.invocations == {"default": Invocation()}


def test_schedule_trigger() -> None:
    """DEF-018"""
    made = read_flow("""{:triggers [{:type :schedule :label "Every night" :enabled false
                        :config {:cron "0 2 * * *" :timezone "Europe/Oslo"}}]}""").definition
    assert made.schedules == (
        Schedule(
            "every-night",
            cron="0 2 * * *",
            timezone="Europe/Oslo",
            label="Every night",
            enabled=False,
        ),
    )


@pytest.mark.parametrize(
    "trigger",
    [
        '{:type :event :label "Up" :config {:source :webhook :event-name "files.up" :auth AUTH}}',
        '{:type :webhook :label "Up" :event-name "files.up" :auth AUTH}',
        '{:type :event :label "Up" :source :webhook :event-name "files.up" :config {:auth AUTH}}',
    ],
)
def test_webhook_trigger(trigger: str) -> None:
    """DEF-018: the three ways to write one."""
    made = read_flow(f"{{:triggers [{trigger.replace('AUTH', SIGNED_TEXT)}]}}").definition
    assert made.interfaces.webhook == (
        WebhookInterface("files-up", event_name="files.up", auth=SIGNED, label="Up"),
    )


def test_webhook_with_other_fields_gets_its_own_invocation() -> None:
    made = read_flow(
        f"""{{:triggers [{{:type :manual :config {{:fields [{{:name :q}}]}}}}
                         {{:type :webhook :id :hook :auth {SIGNED_TEXT} :fields [{{:name :z}}]}}]}}"""
    ).definition
    assert made.invocations == {
        "default": Invocation((Input("q"),)),
        "hook": Invocation((Input("z"),)),
    }
    assert made.interfaces.webhook[0].invocation == "hook"


def test_run_form() -> None:
    """DEF-021, REQ-013: run forms become inputs; a setup form is what a form is anyway."""
    made = read_flow(
        """{:requires [{:kind :form :collect :run :label "Open questions" :title :question
                        :fields [{:key :question :label "Q" :field-type :text :required true}]}
                       {:kind :form :collect :setup :fields [{:key :region}]}]}"""
    ).definition
    assert made.requires == (SetupForm((Input("region"),)),)
    assert made.invocations == {
        "default": Invocation(
            (Input("question", label="Q", required=True),),
            label="Open questions",
            title=kw("question"),
        )
    }


@pytest.mark.parametrize(
    "section", ["[{:key :region}]", "{:fields [{:key :region}]}", "{:inputs [{:key :region}]}"]
)
def test_activation(section: str) -> None:
    made = read_flow(f"{{:requires [{{:slot :a :type :ssh}}] :activation {section}}}").definition
    assert made.requires == (Slot("a", "ssh"), SetupForm((Input("region"),)))


def test_explicit_sections_win() -> None:
    """DEF-019, DEF-020"""
    text = f"""{{:triggers [{{:type :manual :label "Old" :config {{:fields [{{:name :old}}]}}}}
                            {{:type :webhook :auth {SIGNED_TEXT}}}
                            {{:type :schedule :cron "0 0 * * *"}}]
                 :invocations {{:default {{:inputs [{{:name :new}}]}}}}
                 :interfaces {{:webhook [{{:id :hook :invocation :default :auth {SIGNED_TEXT}}}]}}
                 :schedules [{{:id :mine :cron "1 1 * * *"}}]}}"""
    made = read_flow(text).definition
    assert made.interfaces == Interfaces(
        manual=(ManualInterface("old", label="Old"),),
        webhook=(WebhookInterface("hook", auth=SIGNED),),
    )
    assert made.invocations == {"default": Invocation((Input("new"),))}
    assert [each.id for each in made.schedules] == ["mine"]
    assert [line for line in said_of(text) if "BRY172" in line] == [
        "W BRY172 1:58 This old list of fields has no effect: :invocations says it.",
        "W BRY172 2:29 This old webhook trigger has no effect: :interfaces :webhook says it.",
        "W BRY172 3:29 This old schedule has no effect: :schedules says it.",
    ]


def test_places_are_those_of_the_old_source() -> None:
    flow = read_flow('{:triggers [{:type :manual :label "Go"\n   :config {:fields [{:name :q}]}}]}')
    assert str(flow.spans[("interfaces", "manual", 0, "label")]) == "flow.clj:1:35"
    assert str(flow.spans[("invocations", "default", "inputs", 0, "name")]) == "flow.clj:2:29"


def test_old_forms_are_remarked_upon() -> None:
    """DEF-021"""
    text = "{:requires [{:kind :form :collect :run :fields {:key :x}}]}"
    assert said_of(text) == [
        "W BRY171 1:13 A form with :collect :run is old source; its fields are read as run inputs."
    ]


def test_old_source_is_remarked_upon() -> None:
    """DEF-018: with the code Breyta's linter has for it."""
    flow = read_flow("{:triggers [{:type :manual}]}")
    old = next(each for each in flow.findings if each.rule.name == "old-trigger")
    assert "deprecated_manual_trigger" in old.rule.aliases
    assert old.hint == "Manual launches belong under :interfaces {:manual [...]}."
