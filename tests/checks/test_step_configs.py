"""What each family takes: a config that is right, and configs that are wrong in one way."""

from __future__ import annotations

import pytest
from breyta_runtime.contracts import all_contracts
from check_sources import findings, flow, names, step

AGGREGATE = ":op :aggregate :table {:ref ref}"

WRONG: list[tuple[str, str, str]] = [
    # http
    ("http", '{:path "/x"}', "missing-step-key"),
    ("http", '{:url "https://x.example" :response-as :jason}', "step-choice"),
    ("http", '{:url "https://x.example" :multipart [{:content "a"}]}', "missing-step-key"),
    ("http", '{:url "https://x.example" :client-opts {:max-response-bytes 0}}', "step-limit"),
    ("http", '{:url "https://x.example" :auto-search-index? "yes"}', "step-value"),
    ("http", '{:url "https://x.example" :auth {:type :oauth}}', "step-choice"),
    ("http", '{:url "https://x.example" :auth {:type :bearer :token "abc"}}', "step-auth"),
    # common options
    ("time", "{:title 1}", "step-value"),
    ("time", "{:timeout 0}", "step-limit"),
    ("time", '{:timeout "soon"}', "wrong-unit"),
    ("time", "{:retry {:max-attempts 0}}", "step-limit"),
    ("time", '{:retry {:max-attempts "3"}}', "step-value"),
    ("time", "{:retry 3}", "step-value"),
    ("time", "{:on-error :ignore}", "step-choice"),
    ("time", "{:on-error {:strategy :ignore}}", "step-choice"),
    ("time", "{:metering {:unit :request :unit-cost 2000}}", "unknown-step-key"),
    ("time", "{:metering {:unit-cost-micros 0.2}}", "step-value"),
    ("time", '{:review {:timeout "40d"}}', "step-limit"),
    # persist; PER-021 is the first
    ("time", "{:persist true}", "step-value"),
    ("time", "{:persist {}}", "missing-step-key"),
    ("time", "{:persist {:type :blobs}}", "step-choice"),
    ("time", "{:persist {:type :kv}}", "missing-step-key"),
    ("time", '{:persist {:type :kv :key "a" :ttl "1d"}}', "wrong-unit"),
    ("time", "{:persist {:type :table}}", "missing-step-key"),
    ("time", '{:persist {:type :table :table "t" :write-mode :replace}}', "step-choice"),
    ("time", '{:persist {:type :table :table "t" :columns [{:computed {}}]}}', "missing-step-key"),
    ("time", "{:persist {:type :blob :tier :cold}}", "step-choice"),
    ("time", '{:persist {:type :blob :search-index {:tags "a"}}}', "step-value"),
    # wait
    ("wait", '{:timeout "1h"}', "missing-step-key"),
    ("wait", '{:key "a" :timeout "1 hour"}', "wrong-unit"),
    ("wait", '{:key "a" :timeout "1h" :on-timeout :skip}', "step-choice"),
    ("wait", '{:key "a" :timeout "1h" :notify {}}', "missing-step-key"),
    ("wait", '{:key "a" :timeout "1h" :notify {:channels {:ui {}}}}', "unknown-step-key"),
    ("wait", '{:key "a" :timeout "1h" :webhook {:auth {}}}', "missing-step-key"),
    ("wait", '{:key "a" :timeout "1h" :validation {:required "x"}}', "step-value"),
    # notify
    ("notify", "{:data {}}", "missing-step-key"),
    ("notify", '{:channels {:http {:path "/x"}}}', "missing-step-key"),
    # kv
    ("kv", '{:key "a"}', "missing-step-key"),
    ("kv", '{:operation :fetch :key "a"}', "step-choice"),
    ("kv", '{:op :get :key "a"}', "missing-step-key"),
    ("kv", '{:operation :get :key "a/b"}', "step-limit"),
    ("kv", f'{{:operation :get :key "{"k" * 257}"}}', "step-limit"),
    ("kv", '{:operation :set :key "a" :value 1 :ttl 0}', "step-limit"),
    ("kv", '{:operation :append :key "a"}', "missing-step-key"),
    ("kv", "{:operation :list-keys :limit 1001}", "step-limit"),
    # sleep
    ("sleep", "{:seconds 1 :millis 5}", "step-conflict"),
    ("sleep", '{:seconds "5m"}', "wrong-unit"),
    ("sleep", "{:duration 5}", "wrong-unit"),
    ("sleep", '{:duration "31d"}', "step-limit"),
    ("sleep", "{:minutes 5}", "unknown-step-key"),
    # fanout
    ("fanout", "{}", "missing-step-key"),
    ("fanout", "{:items [] :max-concurrency 6}", "step-limit"),
    ("fanout", "{:items [] :on-error :skip}", "step-choice"),
    ("fanout", f"{{:items [{'{:type :call-flow :flow-slug :a} ' * 26}]}}", "step-limit"),
    ("fanout", "{:items [{:type :fanout :items []}]}", "fanout-items"),
    ("fanout", "{:items [{:type :call-flow}]}", "missing-step-key"),
    ("fanout", '{:items [{:type :call-flow :flow-slug :a :profile-id "p"}]}', "old-step-key"),
    # job; JOB-010 is the first
    ("job", '{:directory "/tmp"}', "missing-step-key"),
    ("job", "{:op :submit :payload {}}", "missing-step-key"),
    ("job", '{:op :await :job-id "j" :interval "often"}', "wrong-unit"),
    ("job", '{:op :get :job-id "j" :timeout "5m"}', "unused-step-key"),
    ("job", '{:op :await :job-id "j" :backoff {:type :squared}}', "step-choice"),
    # table
    ("table", "{:op :query :table {:ref ref}}", "missing-step-key"),
    ("table", "{:op :query :table {:ref ref} :page {:limit 5}}", "missing-step-key"),
    ("table", "{:op :query :table {:ref ref} :page {:mode :all}}", "step-choice"),
    ("table", "{:op :query :table {:ref ref} :page {:mode :offset :limit 1001}}", "step-limit"),
    (
        "table",
        "{:op :query :table {:ref ref} :page {:mode :offset :limit 1000 :offset 9500}}",
        "step-limit",
    ),
    ("table", "{:op :get-row :table {:ref ref}}", "missing-step-key"),
    ("table", '{:op :get-row :table {:ref ref} :row-id "r" :key {:id 1}}', "step-conflict"),
    ("table", f"{{{AGGREGATE} :metrics [{{:op :mean :field :a}}]}}", "step-choice"),
    ("table", f"{{{AGGREGATE} :metrics [{{:op :sum}}]}}", "table-expression"),
    ("table", f"{{{AGGREGATE} :metrics [{{:op :percentile :field :a :p 95}}]}}", "step-limit"),
    ("table", f"{{{AGGREGATE} :limit 201}}", "step-limit"),
    ("table", f"{{{AGGREGATE} :order-by [[:a :up]]}}", "table-expression"),
    ("table", f"{{{AGGREGATE} :where [:a := 1]}}", "table-expression"),
    ("table", "{:op :schema}", "missing-step-key"),
    ("table", '{:op :update-cell :table {:ref ref} :row-id "r" :column :a}', "missing-step-key"),
    # db
    ("db", '{:connection :db :sql "select 1"}', "missing-step-key"),
    ("db", "{:database :postgres :connection :db}", "missing-step-key"),
    ("db", '{:database :postgres :connection :db :sql "x" :template :t}', "step-conflict"),
    ("db", '{:database :mysql :connection :db :sql "x" :max-results 5001}', "step-limit"),
    ("db", '{:database :mysql :connection :db :sql "x" :params {:a 1}}', "step-value"),
    ("db", '{:database :bigquery :connection :db :sql "x" :params [1]}', "step-value"),
    (
        "db",
        '{:database :bigquery :connection :db :sql "a = @day" :params {:date 1}}',
        "sql-parameters",
    ),
    ("db", "{:database :firestore :connection :db}", "missing-step-key"),
    ("db", '{:database :firestore :connection :db :collection :c :sql "x"}', "unused-step-key"),
    (
        "db",
        "{:database :firestore :connection :db :collection :c :where [[:a :like 1]]}",
        "table-expression",
    ),
    # files
    ("files", "{:op :read :source ref}", "missing-step-key"),
    ("files", '{:op :read :source ref :path "a" :paths ["b"]}', "step-conflict"),
    ("files", '{:op :read :source ref :path "a" :line-start 9 :line-end 3}', "files-operation"),
    ("files", '{:op :read :source ref :path "a" :line-start 1 :line-end 500}', "step-limit"),
    ("files", "{:op :list :source ref :limit 2001}", "step-limit"),
    ("files", '{:op :search :source ref :query "a" :limit 101}', "step-limit"),
    ("files", "{:op :resolve-source :source {:type :git}}", "missing-step-key"),
    ("files", '{:op :resolve-source :source {:type :svn :repo "r"}}', "step-choice"),
    ("files", '{:op :replace :changeset ref :path "a" :match "" :replace "b"}', "step-limit"),
    (
        "files",
        '{:op :apply-edit :changeset ref :path "a" :edit {:op :replace :replace "b"}}',
        "files-operation",
    ),
    ("files", '{:op :capture :session-uri "s"}', "files-operation"),
    ("files", '{:op :publish :changeset ref :branch "b"}', "missing-step-key"),
    ("files", '{:op :open-change-request :change-title "t" :change-body "b"}', "files-operation"),
    # llm and agent; AGT-010 and LLM-014 among them
    ("llm", "{:connection :ai}", "missing-step-key"),
    ("llm", '{:prompt "a" :top-p 2}', "step-limit"),
    ("llm", '{:prompt "a" :max-iterations 101}', "step-limit"),
    ("llm", '{:prompt "a" :tools {:mode :run}}', "step-choice"),
    ("llm", '{:prompt "a" :available-steps [:files :http]}', "tool-not-exposable"),
    ("llm", '{:prompt "a" :output {:format :json :schema [:mpa]}}', "schema"),
    ("llm", '{:prompt "a" :openai {:responses {:transport :websocket}}}', "llm-option"),
    ("llm", '{:messages [{:role "user" :content [{:type :image-resource}]}]}', "missing-step-key"),
    ("llm", '{:prompt "a" :available-steps ["files"]}', "tool-name"),
    ("llm", '{:prompt "a" :available-steps [:flies]}', "tool-name"),
    ("llm", '{:prompt "a" :tools {:allowed [:files]}}', "tool-name"),
    ("llm", '{:prompt "a" :tools {:steps [:files]}}', "tool-name"),
    ("llm", '{:prompt "a" :provider :openai-compatible}', "old-step-key"),
    ("wait", '{:key "a" :timeout "1h" :webhook {:auth {:type :bearer}}}', "step-auth"),
    ("agent", "{:connection :ai}", "missing-step-key"),
    ("agent", '{:objective "a" :memory {:scope :flow}}', "missing-step-key"),
    ("agent", '{:objective "a" :memory {:table ref :scope :all}}', "step-choice"),
    ("agent", '{:objective "a" :approval {:mode :never}}', "step-choice"),
    ("agent", '{:objective "a" :tools {:breyta {:allow [:flows/lst]}}}', "step-choice"),
    ("agent", '{:objective "a" :tools {:breyta {:allow [:flows/run]}}}', "breyta-grant"),
    # search, ssh, breyta
    ("search", '{:query ""}', "step-limit"),
    ("search", '{:query "a" :targets [:docs]}', "step-choice"),
    ("search", '{:query "a" :limit 21}', "step-limit"),
    ("search", '{:query "a" :hydrate {:top-k 11}}', "step-limit"),
    ("ssh", "{:connection :vm}", "missing-step-key"),
    ("ssh", '{:connection :vm :command "ls" :ok-exit-codes [0 "1"]}', "step-value"),
    ("ssh", '{:connection :vm :command "ls" :timeout "90s"}', "duration-text"),
    ("breyta", "{:op :runs/show :allow [:runs/list]}", "breyta-grant"),
    (
        "breyta",
        "{:op :runs/show :allow [:runs/show] :args {:flow-slug :a}}",
        "missing-step-key",
    ),
    (
        "breyta",
        '{:op :runs/list :allow [:runs/list] :args {:workspace-id "w"}}',
        "unused-step-key",
    ),
]

RIGHT: list[tuple[str, str]] = [
    ("http", '{:url "https://x.example" :method "POST" :json [1 2] :accept "text/*"}'),
    ("http", "{:template :t :data {}}"),
    ("http", "(merge ref {:nonsense 1})"),
    ("time", "{}"),
    ("time", "{:retry {:max-attempts 3 :backoff-ms 500} :on-error {:strategy :continue}}"),
    ("time", '{:review {:message "Look at it."} :timeout (:limit ref)}'),
    ("wait", '{:key (str "order-" (:id ref)) :timeout 3600 :on-timeout :fail}'),
    ("notify", "{:template :alert :data {}}"),
    ("kv", '{:operation :list-keys :prefix "a" :limit 1000}'),
    ("kv", "{:operation (:op ref) :ttl 5}"),
    ("sleep", "{}"),
    ("sleep", '{:duration "2h"}'),
    ("fanout", "{:items (:items ref) :max-concurrency 5 :on-error :collect}"),
    ("job", '{:op :await-batch :batch-id "b" :timeout "45m" :include-jobs? true}'),
    ("table", '{:op :schema :persist {:type :table :name "memory"}}'),
    ("table", "{:op :query :table ref :page {:mode :offset :limit 25}}"),
    (
        "table",
        f'{{{AGGREGATE} :where [{{:field :a :op "=" :value 1}}] :metrics [{{:op :count :as "n"}}]}}',
    ),
    ("db", '{:database :postgres :connection "conn-1" :sql "select \'?\'" :persist {:type :blob}}'),
    ("files", '{:op :capture :changeset ref :directory "/tmp/x"}'),
    ("llm", '{:prompt "a" :tools [{:type :files}] :stop ["a" "b"]}'),
    ("agent", '{:objective "a" :approval true :memory ref :output-persist true :trace true}'),
    ("search", '{:query "a" :hydrate true}'),
    ("ssh", '{:connection :vm :command "ls" :timeout 90 :env {"A" "b"}}'),
    ("breyta", "{:op :runs/list :allow [:runs/list] :args {:limit 5}}"),
    ("code", "{:code '(fn [x] x)}"),
]


@pytest.mark.parametrize(("family", "config", "rule"), WRONG)
def test_a_wrong_config_is_found(family: str, config: str, rule: str) -> None:
    assert rule in [each.rule.name for each in findings(step(family, config))]


@pytest.mark.parametrize(("family", "config"), RIGHT)
def test_a_right_config_is_left_alone(family: str, config: str) -> None:
    assert [name for name in names(step(family, config)) if name != "old-step-key"] == []


def test_every_family_is_tried() -> None:
    assert {family for family, _, _ in WRONG} >= {each.family for each in all_contracts()} - {
        "function"
    }


def test_one_mistake_is_one_finding() -> None:
    text = flow('(flow/step :http :get {:url "https://x.example" :metod :get})')
    assert names(text) == ["unknown-step-key"]


def test_both_ends_are_shown() -> None:
    (found,) = (
        each
        for each in findings(step("http", '{:connection :a :url "https://x.example"}'))
        if each.rule.name == "step-conflict"
    )
    assert found.span.text == '"https://x.example"'
    assert [each.span.text for each in found.related] == [":a"]


def test_defaults_of_packaged_steps_are_checked_without_what_prepare_adds() -> None:
    packaged = (
        ':steps [{:id :a/b :type :http :description "B." :input-schema [:map]'
        " :defaults {:connection :api :method :gte}}]"
    )
    assert "step-choice" in names(flow("(flow/step :a/b {})", packaged))
    assert names(flow("(flow/step :a/b {})", packaged.replace(":gte", ":get"))) == []


def test_the_options_of_a_packaged_call_are_checked() -> None:
    assert "step-value" in names(flow("(flow/step :a/b {:retry 3 :anything 1})"))
    assert names(flow("(flow/step :a/b {:retry {:max-attempts 3} :anything 1})")) == []


def test_agents_and_providers_are_checked_as_steps_are() -> None:
    agent = ':agents [{:id :a/b :description "B." :objective "Go." :temperature "hot"}]'
    assert "step-value" in names(flow("nil", agent))
    assert names(flow("nil", agent.replace('"hot"', "0.2"))) == []
    provider = ":providers {:llm [{:id :own :family :openai :defaults {:max-tokens 0}}]}"
    assert "step-limit" in names(flow("nil", provider))
    assert names(flow("nil", provider.replace("0}", '5 :headers {"x" "y"}}'))) == []


def test_what_could_not_be_read_is_not_missed() -> None:
    assert "missing-step-key" not in names(flow("(flow/step :http :get {:path})"))
