"""What definitions come to as dataclasses."""

from __future__ import annotations

from typing import Any

import pytest
from breyta_runtime.definition import (
    Agent,
    App,
    Concurrency,
    Discover,
    FilesOperations,
    FilesProvider,
    HttpInterface,
    Input,
    Interfaces,
    Invocation,
    LlmProvider,
    ManualInterface,
    Marketplace,
    McpAdapter,
    McpInterface,
    McpTool,
    MediaSource,
    Monetization,
    OAuth,
    OptionsSource,
    PackagedStep,
    Plan,
    Preference,
    Pricing,
    Providers,
    PublishMedia,
    Schedule,
    SetupForm,
    Slot,
    Template,
    Tool,
    Trial,
    WebhookAuth,
    WebhookInterface,
    Worker,
)
from breyta_runtime.values import Map, Set, kw
from definition_reading import read_flow


def data(**entries: Any) -> Map:
    return Map({kw(name.replace("_", "-")): value for name, value in entries.items()})


CASES = {
    # DEF-002, DEF-003, DEF-004, CON-001, CON-003
    '{:slug :hello-world :name "Hello" :concurrency {:type :singleton :on-new-version :supersede}}': {
        "slug": "hello-world",
        "name": "Hello",
        "concurrency": Concurrency("singleton", on_new_version="supersede"),
    },
    # CON-002, CON-007: the key is an input or a path into it
    "{:concurrency {:type :keyed :key-field :order-id :on-new-version :drain}}": {
        "concurrency": Concurrency("keyed", on_new_version="drain", key_field="order-id"),
    },
    '{:concurrency {:type :keyed :key-field [:event "id" 0] :on-new-version :coexist}}': {
        "concurrency": Concurrency("keyed", "coexist", key_field=("event", "id", 0)),
    },
    # DEF-006, DEF-007, DEF-008, DEF-009, DEF-011, DEF-012
    """{:description "*Hi*" :tags ["a" :b] :deploy-key-required true :icon :star
        :mcp-registries [{:url "x"}] :discover {:public true}
        :publish-media {:type :video :alt "A" :source {:kind :https-url :url "https://x/v.mp4"}
                        :poster {:kind "flow-resource" :uri "res://v1/p"}}}""": {
        "description": "*Hi*",
        "tags": ("a", "b"),
        "deploy_key_required": True,
        "icon": "star",
        "mcp_registries": (data(url="x"),),
        "discover": Discover(public=True),
        "publish_media": PublishMedia(
            "video",
            MediaSource("https-url", url="https://x/v.mp4"),
            alt="A",
            poster_source=MediaSource("flow-resource", uri="res://v1/p"),
        ),
    },
    # REQ-001, REQ-004, REQ-009
    """{:requires [{:slot :api :type :http-api :label "API" :base-url "https://api.example.com"
                    :auth {:type :bearer} :backend :mcp :provided-by :installer :optional true}]}""": {
        "requires": (
            Slot(
                "api",
                "http-api",
                label="API",
                base_url="https://api.example.com",
                auth=data(type=kw("bearer")),
                backend="mcp",
                provided_by="installer",
                optional=True,
            ),
        )
    },
    # REQ-005: :required false is the inverse of :optional
    "{:requires [{:slot :a :type :ssh :required false} {:slot :b :type :kv-store :required true}]}": {
        "requires": (Slot("a", "ssh", optional=True), Slot("b", "kv-store")),
    },
    # REQ-003: the old name of LLM connections
    "{:requires [{:slot :ai :type :llm-provider}]}": {"requires": (Slot("ai", "http-api"),)},
    # REQ-018: a secret slot's ref is its name when left out
    "{:requires [{:slot :hook :type :secret} {:slot :b :type :secret :secret-ref :other}]}": {
        "requires": (
            Slot("hook", "secret", secret_ref="hook"),
            Slot("b", "secret", secret_ref="other"),
        )
    },
    # REQ-021, REQ-019, REQ-020; `:kind :connection` is what a slot is anyway
    """{:requires [{:kind :connection :slot :db :type :database :backends #{:postgres :mysql}}
                   {:slot :files :type :blob-storage :prefers [{:flow :reports :slot :archive}]
                    :config {:prefix {:default "reports"}}}]}""": {
        "requires": (
            Slot("db", "database", backends=("postgres", "mysql")),
            Slot(
                "files",
                "blob-storage",
                prefers=(Preference("reports", "archive"),),
                config=data(prefix=data(default="reports")),
            ),
        )
    },
    # CNX-010, CNX-011
    """{:requires [{:slot :x :type :http-api
                    :oauth {:provider :custom :provider-name "X" :template-connection-id "conn-1"
                            :scopes {:required ["read"]} :requires-refresh-token true}}]}""": {
        "requires": (
            Slot(
                "x",
                "http-api",
                oauth=OAuth(
                    "custom",
                    provider_name="X",
                    template_connection_id="conn-1",
                    scopes=data(required=("read",)),
                    requires_refresh_token=True,
                ),
            ),
        )
    },
    # REQ-011: :job-type is a single :job-types
    """{:requires [{:kind :worker :label "W" :provided-by :author :capability "c" :provider "p/q"
                    :version "v1" :job-types ["a" "b"]}
                   {:kind :worker :job-type "x" :setup-summary "S" :setup-docs-url "https://d"}]}""": {
        "requires": (
            Worker(
                label="W",
                capability="c",
                job_types=("a", "b"),
                provided_by="author",
                provider="p/q",
                version="v1",
            ),
            Worker(job_types=("x",), setup_summary="S", setup_docs_url="https://d"),
        )
    },
    # REQ-013, REQ-014, REQ-015: one field may stand without a vector, under any of three names
    """{:requires [{:kind :form :collect :setup :label "Setup" :provided-by :installer
                    :fields {:key :region :field-type :select :options ["EU" "US"] :default "EU"}}
                   {:kind :form :fields [{:id :n :field-type :number :placeholder "5"}]}]}""": {
        "requires": (
            SetupForm(
                (Input("region", "select", options=("EU", "US"), default="EU"),),
                label="Setup",
                provided_by="installer",
            ),
            SetupForm((Input("n", "number", placeholder="5"),)),
        )
    },
    # INV-001, INV-002, INV-004, INV-005, INV-008
    """{:invocations {:default {:label "Run" :inputs [{:name :user-id :type :number :label "User ID"
                                                       :description "Who" :default 1}]}
                      :other {:inputs []}}}""": {
        "invocations": {
            "default": Invocation(
                (Input("user-id", "number", label="User ID", description="Who", default=1),),
                label="Run",
            ),
            "other": Invocation(),
        }
    },
    # INV-012, INV-013, INV-014, INV-018
    """{:requires [{:slot :archive :type :blob-storage}]
        :invocations {:default {:inputs [{:name "docs" :type :resource :slot :archive :multiple true
          :required true :resource-types [:file :result] :accept ["text/*"] :path-prefix "e/2026"
          :storage-root "r" :storage-backend :gcs}]}}}""": {
        "invocations": {
            "default": Invocation(
                (
                    Input(
                        "docs",
                        "resource",
                        slot="archive",
                        multiple=True,
                        required=True,
                        resource_types=("file", "result"),
                        accept=("text/*",),
                        path_prefix="e/2026",
                        storage_root="r",
                        storage_backend="gcs",
                    ),
                )
            )
        }
    },
    # INV-019, INV-021: :connection is an alias of :slot; :item-type keeps its slash
    """{:invocations {:default {:inputs [{:name :p :type :select :options-source
         {:type :connection-items :connection :work :item-type "linear/project" :value-field "id"
          :label-field "name" :description-field :about}}]}}}""": {
        "invocations": {
            "default": Invocation(
                (
                    Input(
                        "p",
                        "select",
                        options_source=OptionsSource(
                            "connection-items",
                            "work",
                            "linear/project",
                            value_field="id",
                            label_field="name",
                            description_field="about",
                        ),
                    ),
                )
            )
        }
    },
    # INT-001, INT-003, INT-004, INT-006, INT-010, WH-012: a keyword stands for an auth map
    """{:interfaces {:manual [{:id :run :label "Run" :invocation :default :enabled false}]
        :http [{:id :call :invocation :default :method :get :path "/x" :auth :workspace-api-auth}]
        :webhook [{:id :hook :invocation :default :event-name "orders.updated"
                   :auth {:type :hmac-sha256 :header "X-Signature" :secret-ref :s}}]
        :mcp [{:tool-name "enrich" :description "D" :invocation :default}]}}""": {
        "interfaces": Interfaces(
            manual=(ManualInterface("run", "default", label="Run", enabled=False),),
            http=(
                HttpInterface(
                    "call",
                    "default",
                    method="get",
                    path="/x",
                    auth=WebhookAuth("workspace-api-auth"),
                ),
            ),
            webhook=(
                WebhookInterface(
                    "hook",
                    "default",
                    event_name="orders.updated",
                    auth=WebhookAuth("hmac-sha256", secret_ref="s", header="X-Signature"),
                ),
            ),
            mcp=(McpInterface("enrich", "default", description="D"),),
        )
    },
    # WH-005
    """{:interfaces {:webhook [{:id :gh :invocation :default
        :auth {:type :signature :algo :hmac-sha256 :signature-header "X-Hub-Signature-256"
               :signed-message :payload :signature-format :hex :signature-prefix "sha256="
               :secret-ref :gh}}]}}""": {
        "interfaces": Interfaces(
            webhook=(
                WebhookInterface(
                    "gh",
                    auth=WebhookAuth(
                        "signature",
                        secret_ref="gh",
                        algo="hmac-sha256",
                        signature_header="X-Hub-Signature-256",
                        signed_message="payload",
                        signature_format="hex",
                        signature_prefix="sha256=",
                    ),
                ),
            )
        )
    },
    # SCH-001, SCH-002, SCH-003, SCH-004
    """{:schedules [{:id :every :label "E" :invocation :default :cron "*/15 * * * MON-FRI"
                     :timezone "Europe/Oslo" :enabled false}
                    {:id :monthly :preset :monthly :hour 14 :minute 30 :dayOfMonth "last"}
                    {:id :weekly :preset :weekly :day-of-week :mon}]}""": {
        "schedules": (
            Schedule(
                "every",
                cron="*/15 * * * MON-FRI",
                timezone="Europe/Oslo",
                label="E",
                enabled=False,
            ),
            Schedule("monthly", preset="monthly", hour=14, minute=30, day_of_month="last"),
            Schedule("weekly", preset="weekly", day_of_week="MON"),
        )
    },
    # TPL-001, TPL-003, TPL-004, TPL-005, TPL-006; other keys of the step stay with the template
    """{:templates [{:id :a :type :http-request :request {:path "/x/{{id}}" :method :get}}
                    {:id :b :type :llm-prompt :system "S" :prompt "P" :temperature 0.5}
                    {:id :c :type :db-query :sql "select 1"}
                    {:id :d :type :notification :channels {:http {:path "/m"}}}]}""": {
        "templates": (
            Template("a", "http-request", request=data(path="/x/{{id}}", method=kw("get"))),
            Template("b", "llm-prompt", system="S", prompt="P", extra=data(temperature=0.5)),
            Template("c", "db-query", sql="select 1"),
            Template("d", "notification", channels=data(http=data(path="/m"))),
        )
    },
    # PKG-001, PKG-009, PKG-010
    """{:functions [{:id :prep :language :clojure :code "(fn [x] x)"}]
        :steps [{:id :github/open-pr :type :http :description "Opens." :title "Open"
                 :input-schema [:map [:owner :string] [:n {:optional true} :int]]
                 :output-schema :any :defaults {:connection :gh :template :t} :prepare :prep
                 :project-result :prep :tool {:name "open_pr" :description "O"}}]}""": {
        "steps": (
            PackagedStep(
                "github/open-pr",
                "http",
                "Opens.",
                (
                    kw("map"),
                    (kw("owner"), kw("string")),
                    (kw("n"), data(optional=True), kw("int")),
                ),
                output_schema=kw("any"),
                title="Open",
                defaults=data(connection=kw("gh"), template=kw("t")),
                prepare="prep",
                project_result="prep",
                tool=Tool("open_pr", "O"),
            ),
        )
    },
    # AGD-001: the map is the config of an agent step, whose other keys are kept
    """{:agents [{:id :review/sec :description "D" :objective "O" :instructions "I" :connection :ai
                  :model "m" :available-steps [:files :table] :max-iterations 5 :max-tool-calls 80
                  :max-repeated-tool-calls 3 :output {:format :json} :temperature 1
                  :tool {:name "scan"}}]}""": {
        "agents": (
            Agent(
                "review/sec",
                "D",
                "O",
                instructions="I",
                connection="ai",
                model="m",
                available_steps=("files", "table"),
                max_iterations=5,
                max_tool_calls=80,
                max_repeated_tool_calls=3,
                output=data(format=kw("json")),
                tool=Tool("scan"),
                extra=data(temperature=1),
            ),
        )
    },
    # PRV-001, PRV-003, PRV-004, PRV-006
    """{:providers {:llm [{:id :a :family :openai-compatible :defaults {:model "m"}
                           :capabilities #{:tool-calling}}
                          {:id :b :family :custom :call-step :x/call :display-name "B"}]
                    :files [{:id :gitlab :operations {:load-source-entries :g/load
                             :publish-changes :g/publish :open-change-request :g/open}}]}}""": {
        "providers": Providers(
            llm=(
                LlmProvider(
                    "a",
                    "chat-completions-compatible",
                    defaults=data(model="m"),
                    capabilities=("tool-calling",),
                ),
                LlmProvider("b", "custom", call_step="x/call", display_name="B"),
            ),
            files=(FilesProvider("gitlab", FilesOperations("g/load", "g/publish", "g/open")),),
        )
    },
    # MCPC-001, MCPC-002
    """{:requires [{:slot :linear :type :http-api :backend :mcp}]
        :mcp [{:id :linear/issues :connection :linear :path "/mcp" :transport :streamable-http
               :allow-tools ["list"] :deny-tools ["delete"] :tool-prefix "linear"
               :timeout-ms 15000 :max-result-bytes 200000
               :tools [{:name "list" :description "L" :input-schema {:type "object"}}]}]}""": {
        "mcp": (
            McpAdapter(
                "linear/issues",
                "linear",
                path="/mcp",
                allow_tools=("list",),
                deny_tools=("delete",),
                tool_prefix="linear",
                timeout_ms=15000,
                max_result_bytes=200000,
                tools=(McpTool("list", "L", data(type="object")),),
            ),
        )
    },
    # META-004, META-005: names are taken from keywords and strings alike
    """{:marketplace {:visible true :app {:app-id "suite" :app-name "Suite"
         :app-primary-flow-slug "one" :app-flow-slugs ["one"]
         :monetization {:plans [{:plan-id "starter" :name "Starter" :default true
           :pricing {:type "subscription" :amount "0.99" :currency "usd" :interval :month}
           :trial {:days 7 :payment-method-required false}}]}}}}""": {
        "marketplace": Marketplace(
            visible=True,
            app=App(
                "suite",
                app_name="Suite",
                app_primary_flow_slug="one",
                app_flow_slugs=("one",),
                monetization=Monetization(
                    plans=(
                        Plan(
                            "starter",
                            name="Starter",
                            pricing=Pricing(
                                "subscription", amount="0.99", currency="usd", interval="month"
                            ),
                            default=True,
                            trial=Trial(days=7, payment_method_required=False),
                        ),
                    )
                ),
            ),
        )
    },
    # Nothing is dropped: unknown keys are kept as data, a nil is as good as nothing.
    '{:requires nil :templates nil :workflow {:n8n #{1}} :concurrency {:note "x"}}': {
        "requires": (),
        "templates": (),
        "extra": data(workflow=data(n8n=Set((1,)))),
    },
}


@pytest.mark.parametrize("text", CASES)
def test_typed(text: str) -> None:
    """DEF-010, and the ids noted beside the cases."""
    definition = read_flow(text).definition
    for name, wanted in CASES[text].items():
        assert getattr(definition, name) == wanted


def test_helpers_of_a_definition() -> None:
    """REQ-006, REQ-017: slots by name, and the fields of all setup forms."""
    made = read_flow(
        """{:requires [{:slot :a :type :ssh} {:kind :form :fields [{:key :x} {:key :y}]}
                       {:kind :worker :job-types ["j"]} {:kind :form :fields [{:key :z}]}]
            :templates [{:id :t :type :db-query :sql "s"}]}"""
    ).definition
    assert made.slot("a") == Slot("a", "ssh")
    assert made.slot("b") is None
    assert [each.name for each in made.setup_inputs] == ["x", "y", "z"]
    assert [type(each) for each in made.requires] == [Slot, SetupForm, Worker, SetupForm]
    assert made.template("t") == Template("t", "db-query", sql="s")
    assert made.slots[0].owner == "installer"


@pytest.mark.parametrize(
    ("written", "kind"), [("string", "text"), ("checkbox", "boolean"), ("file", "blob-ref")]
)
def test_kinds_of_inputs(written: str, kind: str) -> None:
    """INV-011: several types are one kind."""
    assert Input("x", written).kind == kind
