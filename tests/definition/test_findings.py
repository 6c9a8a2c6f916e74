"""What is said against a definition: severity, code, place and message."""

from __future__ import annotations

import pytest
from breytac.diagnostics.finding import Rule
from breytac.diagnostics.rules import definition as rules
from definition_reading import read_flow, said, said_of

WHOLE = {
    # DEF-002: slugs are safe identifiers
    '{:slug "1bad"}': [
        'E BRY111 1:8 "1bad" cannot be the :slug of the flow definition.',
    ],
    "{:slug :a/b}": [
        'E BRY111 1:8 "a/b" cannot be the :slug of the flow definition.',
    ],
    # DEF-004, CON-006: nil is not a policy
    "{:concurrency nil}": [
        "E BRY103 1:15 :concurrency cannot be nil.",
    ],
    # Unknown fields are kept with a warning, mistyped ones with a suggestion
    '{:concurency {} :invocation {} :functons [] "name" "x" :my/slug 1 foo 2 3 4}': [
        "W BRY104 1:2 :concurency is no key of the flow definition.",
        "W BRY104 1:17 :invocation is no key of the flow definition.",
        "W BRY104 1:32 :functons is no key of the flow definition.",
        'W BRY104 1:45 "name" is no key of the flow definition.',
        "W BRY104 1:56 :my/slug is no key of the flow definition.",
        "W BRY104 1:67 The keys of the flow definition are keywords; found the symbol foo.",
        "W BRY104 1:73 The keys of the flow definition are keywords; found the number 3.",
    ],
    "{:secrets [] :workflow {:id 1}}": [
        "W BRY104 1:2 :secrets is no key of the flow definition.",
        "W BRY104 1:14 :workflow is no key of the flow definition.",
    ],
    # DEF-001
    "[1 2]": [
        "E BRY100 1:1 A flow source is one map such as {:slug :my-flow …}; found a vector.",
    ],
    "{:flow (let [x 1] x)}": [
        "W BRY180 1:8 :flow must be quoted; found a call of let.",
    ],
    "{:flow (quote a b)}": [
        "E BRY181 1:8 A quote holds exactly one form.",
    ],
    "{:flow '42}": [],
    # DEF-022, DEF-023: includes are expanded before the analysis
    '{:requires [#flow/include "x.edn"] :functions [#flow/include "f.edn"] #flow/include "y.edn"}': [
        'E BRY117 1:13 #flow/include "x.edn" was not replaced by what it includes.',
        'E BRY117 1:48 #flow/include "f.edn" was not replaced by what it includes.',
        'E BRY117 1:71 #flow/include "y.edn" was not replaced by what it includes.',
    ],
    # shapes
    '{:tags "x" :icon 5 :connections (foo) :deploy-key-required "true"}': [
        "E BRY107 1:8 :tags of the flow definition must be a vector of keywords; found a string.",
        "E BRY107 1:18 :icon of the flow definition must be a keyword; found the number 5.",
        "E BRY115 1:33 A call of foo is not evaluated here; only data can stand here.",
        "E BRY107 1:60 :deploy-key-required of the flow definition must be true or false; found a string.",
    ],
}

CONCURRENCY = {
    # CON-006
    "{:concurrency {:type :singelton :on-new-version :supercede}}": [
        "E BRY108 1:22 :type of the concurrency cannot be :singelton; it is :singleton or :keyed.",
        "E BRY108 1:49 :on-new-version of the concurrency cannot be :supercede; it is :supersede, :drain or :coexist.",
    ],
    "{:concurrency {:type :keyed :on-new-version :drain}}": [
        "E BRY153 1:15 Concurrency of type :keyed needs a :key-field.",
    ],
    "{:concurrency {}}": [
        "E BRY106 1:15 :type is missing from this concurrency: :singleton or :keyed.",
        "E BRY106 1:15 :on-new-version is missing from this concurrency: :supersede, :drain or :coexist.",
    ],
    '{:concurrency {:type :singleton :on-new-version :drain :key-field :x :key "y"}}': [
        "W BRY114 1:67 :key-field has no effect with concurrency of type :singleton.",
        "W BRY105 1:70 :key is no key of the concurrency.",
    ],
    # CON-008: never computed
    "{:concurrency (if x {:type :singleton} {})}": [
        "E BRY107 1:15 :concurrency of the flow definition must be a map; found a call of if.",
    ],
    "{:concurrency {:type (kind) :on-new-version :drain}}": [
        "E BRY108 1:22 :type of the concurrency must be :singleton or :keyed; found a call of kind.",
    ],
}

REQUIRES = {
    # REQ-001, REQ-002
    "{:requires {:slot :a :type :ssh}}": [
        "E BRY107 1:12 :requires of the flow definition must be a vector of maps; found a map.",
    ],
    '{:requires [{:slot :a :type :htp-api :lable "x"}]}': [
        "E BRY108 1:29 :type of a connection slot cannot be :htp-api; it is :http-api, :database, :blob-storage, :kv-store, :secret or :ssh.",
        "W BRY105 1:38 :lable is no key of a connection slot.",
    ],
    "{:requires [{:slot :a} 7 {:type :ssh} {:kind :frm :fields []} {:fields [{:key :x}]} {:kind :worker}]}": [
        "E BRY106 1:13 :type is missing from this connection slot: :http-api, :database, :blob-storage, :kv-store, :secret or :ssh.",
        "E BRY107 1:24 Each entry under :requires of the flow definition must be a map; found the number 7.",
        "E BRY106 1:26 :slot is missing from this connection slot: a simple keyword.",
        "E BRY108 1:46 The :kind of a requirement is :connection, :form or :worker; found the keyword :frm.",
        "E BRY106 1:63 This requirement looks like a form but does not say so.",
        "E BRY106 1:85 A worker requirement needs :job-types or a :capability.",
    ],
    "{:requires [{:slot :a :type :ssh} {:slot :b :type :ssh} {:slot :a :type :ssh}]}": [
        "E BRY112 1:64 The slot :a is declared twice.",
    ],
    # REQ-003
    "{:requires [{:slot :a :type :llm-provider}]}": [
        "W BRY173 1:29 :llm-provider is now called :http-api.",
    ],
    # REQ-005
    "{:requires [{:slot :a :type :ssh :optional true :required true}]}": [
        "E BRY113 1:59 :required true contradicts :optional true.",
    ],
    # REQ-009: secrets are bound, never written
    '{:requires [{:slot :a :type :http-api :base-url "api.x" :auth {:type :beerer :token "abc"}}]}': [
        'E BRY107 1:49 "api.x" is no base URL; it begins with https:// or http://.',
        "E BRY108 1:70 The :type of :auth is :none, :api-key, :bearer, :token, :basic, :aws-sigv4 or :google-service-account; found the keyword :beerer.",
        "E BRY154 1:85 :token holds a secret in the source of the flow.",
    ],
    "{:requires [{:slot :a :type :http-api :auth {:secret-ref :s}}]}": [
        "E BRY142 1:45 :auth needs a :type: :none, :api-key, :bearer, :token, :basic, :aws-sigv4 or :google-service-account.",
    ],
    # REQ-010: a mistyped permission must not open the connection
    '{:requires [{:slot :a :type :http-api :config {:tool-permissions {:http {:allowed-host ["x"] :mode :read}}}}]}': [
        "E BRY145 1:74 :allowed-host is no key of the HTTP tool permissions.",
        "E BRY108 1:100 :mode of the HTTP tool permissions cannot be :read; it is :read-only or :read-write.",
    ],
    # REQ-018, REQ-021
    '{:requires [{:slot :a :type :secret} {:slot :b :type :secret :secret-ref :b :base-url "https://x"}]}': [
        "W BRY155 1:13 The secret slot :a has no :secret-ref; its own name is taken.",
        "W BRY114 1:87 :base-url has no effect on a slot of type :secret; it is for :http-api.",
    ],
    "{:requires [{:slot :a :type :database :backends #{:postgress}}]}": [
        "W BRY109 1:51 No database is called :postgress; there are :postgres, :mysql, :clickhouse, :bigquery and :firestore.",
    ],
    # REQ-008
    "{:discover {:public true} :requires [{:slot :a :type :ssh} {:slot :b :type :ssh :provided-by :author}]}": [
        "W BRY156 1:38 The flow is public, but the slot :a does not say who provides it.",
    ],
}

INVOCATIONS = {
    # INV-001
    "{:invocations [{:name :x}]}": [
        "E BRY120 1:15 :invocations of the flow definition must be a map of maps; found a vector.",
    ],
    '{:invocations {"x" {} :a/b {} :default 5}}': [
        "E BRY121 1:16 The ids under :invocations of the flow definition are simple keywords; found a string.",
        "E BRY121 1:23 The ids under :invocations of the flow definition are simple keywords; found the keyword :a/b.",
        "E BRY122 1:40 Each invocation under :invocations of the flow definition must be a map; found the number 5.",
    ],
    "{:invocations {:default {:inputs {:name :x}}}}": [
        "E BRY123 1:34 :inputs of an invocation must be a vector of maps; found a map.",
    ],
    # INV-004, INV-005
    '{:invocations {:default {:inputs [{:type :text} 3 {:name "a b"} {:name :x :type :txt} {:name :x} {:name 5} {:key :k}]}}}': [
        "E BRY125 1:35 :name is missing from this input: a simple keyword.",
        "E BRY124 1:49 Each input under :inputs of an invocation must be a map; found the number 3.",
        'E BRY126 1:58 "a b" cannot be the :name of an input.',
        "E BRY128 1:81 :type of an input cannot be :txt; it is :text, :string, :textarea, :select, :boolean, :checkbox, :number, :date, :time, :datetime, :file, :blob, :blob-ref, :resource, :secret, :password, :email or :json.",
        'E BRY127 1:94 The input name "x" is used twice in invocation :default.',
        "E BRY126 1:105 :name of an input must be a simple keyword; found the number 5.",
        "W BRY168 1:114 Run inputs are named by :name.",
    ],
    # INV-008, INV-010, INV-012, INV-013
    '{:invocations {:default {:inputs [{:name :x :type :select} {:name :y :options ["a"] :multiple true} {:name :z :type :number :default "q"} {:name :s :type :select :options ["a" "b"] :default "c"} {:name :n :accept ["pdf"] :type :file}]}}}': [
        "E BRY129 1:35 The :select input :x has no options to choose from.",
        "W BRY114 1:79 :options has no effect on an input of type :text; it is for :select.",
        "W BRY114 1:95 :multiple has no effect on an input of type :text; it is for :file, :blob, :blob-ref or :resource.",
        "E BRY107 1:134 The :default of input :z is no number.",
        "E BRY107 1:191 The :default of input :s is none of its options.",
        'E BRY107 1:215 "pdf" is no MIME type; it has two parts, such as "text/csv" or "image/*".',
    ],
    '{:invocations {:default {:inputs [{:name :s :type :select :options [{:value "a" :label "A"}] :default :a} {:name :b :type :boolean :default "yes"}]}}}': [
        "E BRY107 1:141 The :default of input :b is neither true nor false.",
    ],
    '{:invocations {:default {:inputs [{:name :x :default (str "a" y)} {:name :y :label :z :required "true"}]}}}': [
        "E BRY115 1:54 A call of str is not evaluated here; only data can stand here.",
        "E BRY107 1:84 :label of an input must be a string; found the keyword :z.",
        "E BRY107 1:97 :required of an input must be true or false; found a string.",
    ],
    # INV-021
    "{:invocations {:default {:inputs [{:name :x :type :select :options-source {:type :connection-items :slot :a :connection :b}}]}}}": [
        "E BRY106 1:75 :item-type is missing from this options source: a keyword.",
        "E BRY113 1:109 :connection says the same as :slot but has another value.",
    ],
    '{:invocations {:default {:inputs [{:name :x :type :select :options-source {:type :connection-items :slot :a :connection :a :item-type "p"}}]}}}': [],
    # INV-018
    "{:requires [{:slot :archive :type :blob-storage}] :invocations {:default {:inputs [{:name :x :type :resource :slot :archiv}]}}}": [
        "W BRY119 1:116 The slot :archiv is not declared in :requires.",
    ],
    # REQ-017, INV-023: both end in one map
    "{:requires [{:kind :form :fields [{:key :x} {:key :x}]}] :invocations {:default {:inputs [{:name :x}]}}}": [
        'E BRY127 1:51 The input name "x" is used twice in this form.',
        "W BRY167 1:98 The run input :x hides the setup value of that name.",
    ],
}

INTERFACES = {
    # INT-001, INT-002
    "{:interfaces [] }": [
        "E BRY130 1:14 :interfaces of the flow definition must be a map; found a vector.",
    ],
    "{:interfaces {:manual {:id :run} :web []}}": [
        "E BRY131 1:23 :manual of the interfaces must be a vector of maps; found a map.",
        "E BRY138 1:23 :invocation is missing from this manual interface: a simple keyword.",
        "W BRY105 1:34 :web is no key of the interfaces.",
    ],
    '{:interfaces {:manual [{:id :run :invocation :default} {:id :run :invocation :default}] :mcp [{:tool-name "a" :invocation :default} {:tool-name "b" :invocation :default}]}}': [
        "E BRY133 1:56 :interfaces :manual has 2 entries; a flow has at most one.",
        'E BRY137 1:61 The interface id "run" is already that of :manual interface 1.',
        "W BRY134 1:133 :interfaces :mcp has 2 entries; a flow should publish one.",
    ],
    # INT-003
    "{:interfaces {:manual [{} 3 {:id 5 :invocation 6}] :mcp [{:invocation :default}]}}": [
        "E BRY135 1:24 :id is missing from this manual interface: a simple keyword.",
        "E BRY138 1:24 :invocation is missing from this manual interface: a simple keyword.",
        "E BRY132 1:27 Each manual interface under :manual of the interfaces must be a map; found the number 3.",
        "E BRY133 1:29 :interfaces :manual has 2 entries; a flow has at most one.",
        "E BRY136 1:34 :id of a manual interface must be a simple keyword; found the number 5.",
        "E BRY139 1:48 :invocation of a manual interface must be a simple keyword; found the number 6.",
        "E BRY135 1:58 :tool-name is missing from this MCP interface: a string.",
    ],
    # INV-003
    '{:invocations {:default {}} :interfaces {:manual [{:id :run :invocation :defualt}]} :schedules [{:id :s :cron "0 0 * * *" :invocation :x}]}': [
        'E BRY140 1:73 The interface "run" calls the invocation "defualt", which is not declared.',
        'E BRY140 1:135 The schedule "s" calls the invocation "x", which is not declared.',
    ],
    # WH-007: a webhook authenticates its callers
    '{:interfaces {:webhook [{:id :a :invocation :default}] :http [{:id :b :invocation :default :path "x" :method :fetch :auth :none}]}}': [
        "E BRY141 1:25 :auth is missing from this webhook interface: a map.",
        'E BRY107 1:98 The :path of an HTTP interface begins with a slash; found "x".',
        "E BRY108 1:110 :method of an HTTP interface cannot be :fetch; it is :get, :post, :put, :patch or :delete.",
        "W BRY109 1:123 Anybody can call an interface with auth of type :none.",
    ],
    "{:interfaces {:webhook [{:id :a :invocation :default :auth {:type :none}}]}}": [
        "E BRY141 1:60 A webhook interface cannot have auth of type :none.",
    ],
    "{:interfaces {:webhook [{:id :a :invocation :default :auth {:secret-ref :s}}]}}": [
        "E BRY106 1:60 :type is missing from this webhook auth: :workspace-api-auth, :hmac-sha256, :signature, :bearer, :api-key, :basic, :ip-allowlist or :none.",
    ],
    # WH-005, WH-014
    '{:interfaces {:webhook [{:id :a :invocation :default :path "/x" :auth {:type :signature :header "X"}}]}}': [
        "W BRY114 1:60 The :path of a webhook interface is generated; this one has no effect.",
        "E BRY142 1:71 :auth of type :signature needs :secret-ref or :public-key-ref.",
        "E BRY142 1:71 :auth of type :signature needs :signature-header.",
        "W BRY114 1:97 :header has no effect with auth of type :signature; it is for :hmac-sha256, :api-key or :bearer.",
    ],
    "{:requires [{:slot :sign :type :secret :secret-ref :sign}] :interfaces {:webhook [{:id :a :invocation :default :auth {:type :bearer :secret-ref :sing}}]}}": [
        "W BRY119 1:145 No secret slot in :requires provides :sing.",
    ],
}

SCHEDULES = {
    # SCH-002
    '{:schedules [{:id :a} {:id :b :cron "* * * *"} {:id :c :cron "61 * * * *"} {:id :d :cron "* * * * MUN"} {:id :e :cron "0 0 0 * * *"} {:id :f :cron "*/0 * * * *"} {:id :g :cron "5-1 * * * *"}]}': [
        "E BRY150 1:14 A schedule needs a :cron expression or a :preset.",
        'E BRY151 1:37 "* * * *" has 4 fields; a cron expression has five.',
        'E BRY151 1:62 "61" is no minute: 61 is not between 0 and 59.',
        'E BRY151 1:90 "MUN" is no day of week: "MUN" is not a number or a name.',
        'E BRY151 1:119 "0 0 0 * * *" has 6 fields; a cron expression has five.',
        'E BRY151 1:148 "*/0" is no minute: the step "0" is no number above 0.',
        'E BRY151 1:177 "5-1" is no minute: the range 5-1 runs backwards.',
    ],
    # SCH-003, SCH-004
    '{:schedules [{:id :a :cron "0 0 * * *" :timezone "Europe/Olso"} {:id :a :cron "0 0 * * *" :preset :dayly :hour 24} {:id :b :cron "0 0 1 JAN *" :hour 3}]}': [
        'W BRY152 1:50 "Europe/Olso" is no time zone; they are written like "Europe/Oslo".',
        "E BRY112 1:70 The schedule :a is declared twice.",
        "E BRY108 1:99 :preset of a schedule cannot be :dayly; it is :daily, :weekly or :monthly.",
        "E BRY113 1:99 A schedule has both :cron and :preset.",
        "E BRY110 1:112 :hour of a schedule must be between 0 and 23; found 24.",
        "W BRY114 1:150 :hour needs a :preset.",
    ],
    "{:schedules [{:id :a :cron x}]}": [
        "E BRY107 1:28 :cron of a schedule must be a string; found the symbol x.",
    ],
}

SECTIONS = {
    # TPL-001
    '{:templates [{:id :a :type :llm-prompt :promt "x"} {:id :b :type :http-request :sql "s"} {:id :a :type :http :request {}}]}': [
        "E BRY157 1:14 A template of type :llm-prompt needs :prompt or :system.",
        "W BRY105 1:40 :promt is no key of a template.",
        "E BRY157 1:52 A template of type :http-request needs :request.",
        "W BRY114 1:85 :sql has no effect in a template of type :http-request; it is for :db-query.",
        "E BRY112 1:95 The template :a is declared twice.",
        "E BRY108 1:104 :type of a template cannot be :http; it is :http-request, :llm-prompt, :db-query or :notification.",
    ],
    # FN-001
    '{:functions [{:id :f :language :python :code "(fn [x] x)"} {:id :f :language :clojure :code "(fn [x"} {:id :g} {:id :h :code :x} {:id :i :code 5}]}': [
        "E BRY108 1:32 :language of a function cannot be :python; it is :clojure.",
        "E BRY112 1:65 The function id :f is used twice.",
        "E BRY164 1:94 The code of function :f is not readable: 2 brackets are never closed, from `(` at 1:94 to `[` at 1:98",
        "E BRY106 1:103 :code is missing from this function: a string or a quoted form.",
        "E BRY164 1:126 The :code of a function is a string or a quoted form; found the keyword :x.",
        "E BRY107 1:144 :code of a function must be a string or a quoted form; found the number 5.",
    ],
    "{:functions {:id :f :code '(fn [x] x)}}": [
        "E BRY107 1:13 :functions must be a vector of maps; found a map.",
    ],
    # PKG-001, PKG-002, PKG-007, PKG-008, PKG-010
    '{:steps [{:id :open-pr :type :htp :description "d" :input-schema [:mapp [:x :strng]] :prepare (fn [x] x) :retry {} :defaults {:persist {}}}]}': [
        "E BRY111 1:15 :id of a packaged step must be a qualified keyword; found :open-pr.",
        "E BRY108 1:30 :type of a packaged step cannot be :htp; it is :http, :llm, :agent, :db, :wait, :function, :job, :notify, :kv, :table, :files, :fanout, :sleep, :ssh, :search, :breyta, :time or :code.",
        "E BRY158 1:67 In :input-schema of a packaged step: :mapp is no type of schema.",
        "E BRY159 1:95 :prepare of a packaged step must be a keyword; found a call of fn.",
        "W BRY105 1:106 :retry is no key of a packaged step.",
        "W BRY160 1:136 :persist is an option of the call; it has no effect among the :defaults.",
    ],
    '{:functions [{:id :prepare :code "(fn [x] x)"}] :steps [{:id :a/b :type :http :description "d" :input-schema [:map] :prepare :prepair :project-result :y} {:id :a/b :type :http :description "d" :input-schema 5}]}': [
        "E BRY118 1:126 The :prepare of :a/b is :prepair, which :functions does not declare.",
        "E BRY118 1:151 The :project-result of :a/b is :y, which :functions does not declare.",
        "E BRY112 1:160 The packaged step :a/b is declared twice.",
        "E BRY158 1:208 In :input-schema of a packaged step: the number 5 is no schema.",
    ],
    '{:steps [{:id :a/b :type :http :description "d" :input-schema [:map [:x] ["y" :int] [:z {} :strin] [:v [:vector]]] :output-schema {:type "object"}}]}': [
        "E BRY158 1:69 In :input-schema of a packaged step: an entry of :map is [key type].",
        "E BRY158 1:92 In :input-schema of a packaged step: :strin is no type of schema.",
        "E BRY158 1:104 In :input-schema of a packaged step: :vector takes one schema; found 0.",
    ],
    # AGD-001
    '{:agents [{:id :a/b :description "d" :objective "o" :max-iterations 101 :available-steps [:http "files"] :tools {:allowed [:files]}}]}': [
        "E BRY110 1:69 :max-iterations of an agent must be between 1 and 100; found 101.",
        "E BRY108 1:91 :available-steps of an agent cannot be :http; it is :files, :table or :search.",
        'E BRY107 1:97 :available-steps holds step keywords; found "files".',
        "E BRY107 1:124 :tools :allowed holds tool names as strings; found the keyword :files.",
    ],
    # DEF-016, PRV-001, PRV-003, PRV-006
    "{:steps [] :providers {:lm [] :llm [{:id :a :family :custom} {:id :b :family :opena} {:id :c :family :custom :call-step :x/y} {:id :d :family :openai-compatible}] :files [{:id :f :operations {:load-source-entries :a}}]}}": [
        "E BRY161 1:24 :lm is no key of the providers.",
        "E BRY162 1:37 An LLM provider of family :custom needs a :call-step.",
        "E BRY108 1:78 :family of an LLM provider cannot be :opena; it is :openai, :deepseek, :chat-completions-compatible, :openrouter, :anthropic, :bedrock, :google or :custom.",
        "E BRY118 1:121 The packaged step :x/y is not declared under :steps.",
        "W BRY173 1:143 :openai-compatible is now called :chat-completions-compatible.",
        "E BRY106 1:192 :publish-changes is missing from this files operations: a qualified keyword.",
        "E BRY106 1:192 :open-change-request is missing from this files operations: a qualified keyword.",
        "E BRY111 1:214 :load-source-entries of the files operations must be a qualified keyword; found :a.",
        "E BRY118 1:214 The packaged step :a is not declared under :steps.",
    ],
    # MCPC-001, MCPC-002
    '{:requires [{:slot :a :type :http-api}] :mcp [{:id :m :connection :a :transport :sse :allow-tools ["x"] :deny-tools ["x"] :tools [{:name "y"}]} {:id :n :connection :b}]}': [
        "W BRY163 1:67 The slot :a of the MCP adapter :m is no MCP endpoint.",
        "E BRY108 1:81 :transport of an MCP adapter cannot be :sse; it is :streamable-http.",
        'E BRY113 1:117 The tool "x" is both allowed and denied.',
        'W BRY114 1:138 The tool "y" is described but not in :allow-tools.',
        "W BRY119 1:165 The slot :b is not declared in :requires.",
    ],
    # META-003, META-004, META-005
    '{:marketplace {:monetization {:pricing {:type :subscription :amount 0 :currency "USD"}}}}': [
        "W BRY165 1:40 Pricing of type :subscription needs :interval.",
        "W BRY165 1:69 The :amount of a price must be above 0.",
        'W BRY165 1:81 Currency codes are written in lower case: "usd".',
    ],
    '{:marketplace {:app {:app-id "x" :monetization {:plans [{:plan-id "a" :default true :pricing {:type :free}} {:plan-id "a" :default true :pricing {:type :free}}]}}}}': [
        "W BRY165 1:109 More than one plan is marked :default or :recommended.",
        'E BRY112 1:119 The plan-id "a" is used twice.',
    ],
    '{:publish-media {:type :image :source {:kind :https-url :url "http://x"} :poster {:kind :https-url :url "https://x"}}}': [
        "W BRY165 1:62 A media source of kind :https-url needs a :url that begins with https://.",
        "W BRY114 1:82 Only media of type :video has a poster.",
    ],
}

CASES = {**WHOLE, **CONCURRENCY, **REQUIRES, **INVOCATIONS, **INTERFACES, **SCHEDULES, **SECTIONS}


@pytest.mark.parametrize("text", CASES)
def test_findings(text: str) -> None:
    assert said_of(text) == CASES[text]


def test_missing_fields() -> None:
    """DEF-002 to DEF-005: required fields, with the codes of Breyta's linter."""
    flow = read_flow("{:description nil}")
    assert not flow.complete
    assert said(flow) == [
        "E BRY101 1:1 :slug is missing from this flow definition: a simple keyword.",
        "W BRY102 1:1 :name is missing from this flow definition: a string.",
        "E BRY101 1:1 :concurrency is missing from this flow definition: a map.",
        "E BRY101 1:1 :flow is missing from this flow definition: its orchestration.",
    ]
    assert flow.findings[0].rule.aliases == ("missing_required_field",)
    assert flow.findings[0].hint == "Add :slug :my-flow."


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{:requries []}", "Did you mean :requires?"),
        ('{:schedules [{:id :a :crom "0 0 * * *"}]}', "Did you mean :cron?"),
        ("{:requires [{:slot :a :type :secrets}]}", "Did you mean :secret?"),
        ("{:requires [{:slot :a :type :ssh :knd :form}]}", "Did you mean :kind?"),
        ("{:concurrency {:type :keyd :on-new-version :drain}}", "Did you mean :keyed?"),
        ('{:schedules [{:id :a :cron "0 0 * * MNO"}]}', "Did you mean MON?"),
        ('{"slug" :x}', "Write :slug, without a namespace or quotes."),
        ("{:inputs []}", "Declare inputs under :invocations {:default {:inputs [...]}}."),
    ],
)
def test_suggestions(text: str, hint: str) -> None:
    assert hint in [each.hint for each in read_flow(text).findings]


def test_both_ends_are_named() -> None:
    """A finding about two places shows both."""
    flow = read_flow('{:schedules [{:id :a :cron "0 0 * * *"}\n {:id :a :cron "1 0 * * *"}]}')
    (twice,) = [each for each in flow.findings if each.rule is rules.DUPLICATE_ID]
    assert str(twice.span) == "flow.clj:2:7"
    assert [(str(each.span), each.message) for each in twice.related] == [
        ("flow.clj:1:19", "first declared here")
    ]
    assert twice.path == ("schedules", 1, "id")


def test_entrypoints() -> None:
    """A flow that can run says how it is called; Breyta's linter says so too."""
    flow = read_flow("{:slug :x :flow '(flow/input)}")
    aliases = {alias for each in flow.findings for alias in each.rule.aliases}
    assert {"missing_interfaces", "missing_invocations"} <= aliases


def test_code_in_a_string_has_its_place_in_the_file() -> None:
    """FN-001: the reader's findings are passed on, escapes accounted for."""
    flow = read_flow('{:functions [{:id :f\n  :code "(fn [x]\\n  (str \\"a\\" x]))"}]}')
    (finding,) = [each for each in flow.findings if each.rule is rules.FUNCTION_CODE]
    assert finding.span.line == 2
    assert finding.span.in_file.text == "]"
    assert finding.rule.aliases == ("function_code_string_invalid",)
    assert finding.path == ("functions", 0, "code")


def test_hooks_of_agents_are_functions() -> None:
    """AGD-001: code written in an agent is compiled like any other function."""
    flow = read_flow("""{:functions [{:id :audit :code "(fn [x] x)"}]
            :agents [{:id :a/b :description "d" :objective "o" :after-tool-call :audit
                      :before-tool-call (fn [{:keys [proposed-tool-calls]}] nil)}]}""")
    assert [each.id for each in flow.function_sources] == ["audit", "a/b.before-tool-call"]
    (agent,) = flow.definition.agents
    assert agent.before_tool_call == "a/b.before-tool-call"
    assert agent.after_tool_call == "audit"
    assert [each.message for each in flow.findings if each.path[:1] == ("agents",)] == []


@pytest.mark.parametrize(
    ("section", "message"),
    [
        (
            ":description",
            "Flow payload too large: 160 KB without templates and functions; 150 KB are allowed.",
        ),
        (":templates", "The templates take 1172 KB; 1024 KB are allowed."),
        (":functions", "The functions take 1172 KB; 1024 KB are allowed."),
    ],
)
def test_size_limits(section: str, message: str) -> None:
    """LIM-001, LIM-002: templates and code do not count as the flow."""
    if section == ":description":
        text = f'{{:description "{"x" * 163_800}"}}'
    elif section == ":templates":
        text = f'{{:templates [{{:id :a :type :db-query :sql "{"x" * 1_200_000}"}}]}}'
    else:
        text = f'{{:functions [{{:id :a :code "{"x" * 1_200_000}"}}]}}'
    assert [each.message for each in read_flow(text).findings if each.rule is rules.TOO_LARGE] == [
        message
    ]


def test_comments_weigh_nothing() -> None:
    """LIM-001"""
    text = "{:slug :x\n" + ";; a comment\n" * 20_000 + "}"
    assert rules.TOO_LARGE not in [each.rule for each in read_flow(text).findings]


def test_codes_are_used_once() -> None:
    every = [each for each in vars(rules).values() if isinstance(each, Rule)]
    assert len({each.code for each in every}) == len(every)
    assert len({each.name for each in every}) == len(every)
    assert all("BRY100" <= each.code <= "BRY199" for each in every)
