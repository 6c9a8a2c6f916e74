"""Advanced Order Orchestration.

Compiled by breytac from flows/advanced-order-orchestration.clj; change that file, not this one.
A comment such as `# 12:5` gives the line and column there of the statement below it.

source sha256: 5700836b4b56640f5ef5c380d7d6c175ceea40247faa8af6c282cacddc27216f
format: 1
"""

from typing import Any

from breyta_runtime import (
    Concurrency,
    Definition,
    Input,
    Interfaces,
    Invocation,
    ManualInterface,
    Run,
    Schedule,
    Slot,
    Template,
    WebhookAuth,
    WebhookInterface,
    durable,
)
from breyta_runtime.core import get, keyword, name, str_
from breyta_runtime.core.control import or_
from breyta_runtime.templates import text, value
from breyta_runtime.values import Map, as_map, kw
from prefect import flow

K_ACTION = kw("action")
K_APPROVAL = kw("approval")
K_APPROVAL_NOTICE = kw("approval-notice")
K_APPROVAL_URL = kw("approval-url")
K_APPROVE = kw("approve")
K_ARTIFACT_REF = kw("artifact-ref")
K_AUTO = kw("auto")
K_BACKOFF_MS = kw("backoff-ms")
K_BEARER = kw("bearer")
K_BLOB = kw("blob")
K_CHANNELS = kw("channels")
K_CONNECTION = kw("connection")
K_CONTENT = kw("content")
K_CONTINUE = kw("continue")
K_DATA = kw("data")
K_EMAIL = kw("email")
K_FETCH_RISK = kw("fetch-risk")
K_FROM = kw("from")
K_FULFILLMENT = kw("fulfillment")
K_GET = kw("get")
K_HIGH = kw("high")
K_HTTP = kw("http")
K_JSON = kw("json")
K_MAX_ATTEMPTS = kw("max-attempts")
K_METHOD = kw("method")
K_NEEDS_APPROVAL = kw("needs-approval")
K_NOTIFICATION = kw("notification")
K_NOT_FULFILLED = kw("not-fulfilled")
K_ORDER = kw("order")
K_ORDERS_API = kw("orders-api")
K_ORDER_ID = kw("order-id")
K_PATH = kw("path")
K_PERSONALIZATIONS = kw("personalizations")
K_POST = kw("post")
K_REASON = kw("reason")
K_REJECT = kw("reject")
K_REJECTION_URL = kw("rejection-url")
K_RISK = kw("risk")
K_RISK_ARTIFACT_REF = kw("risk-artifact-ref")
K_RISK_LEVEL = kw("risk-level")
K_RISK_SCORE = kw("risk-score")
K_RISK_SUMMARY = kw("risk-summary")
K_SCORE = kw("score")
K_SENDGRID = kw("sendgrid")
K_SET = kw("set")
K_STATUS = kw("status")
K_SUBJECT = kw("subject")
K_SUMMARY = kw("summary")
K_TEMPLATE = kw("template")
K_TIMEOUT = kw("timeout")
K_TO = kw("to")
K_TYPE = kw("type")
K_URI = kw("uri")
K_VALUE = kw("value")


# 32:22
def risk_summary(risk: Any) -> Any:
    risk = as_map(risk)
    return Map(
        {
            K_RISK_LEVEL: risk[K_RISK_LEVEL],
            K_RISK_SCORE: risk[K_SCORE],
            K_NEEDS_APPROVAL: risk[K_RISK_LEVEL] is K_HIGH,
        }
    )


# 17:14
def fetch_risk_request(data: Any) -> Any:
    return Map({K_METHOD: K_GET, K_PATH: text("/orders/", value(data, K_ORDER_ID), "/risk")})


# 20:14
def approval_notice_message(data: Any) -> Any:
    return Map(
        {
            K_CHANNELS: Map(
                {
                    K_HTTP: Map(
                        {
                            K_CONNECTION: K_SENDGRID,
                            K_PATH: "/v3/mail/send",
                            K_METHOD: K_POST,
                            K_JSON: Map(
                                {
                                    K_PERSONALIZATIONS: (
                                        Map({K_TO: (Map({K_EMAIL: "approver@example.com"}),)}),
                                    ),
                                    K_FROM: Map({K_EMAIL: "approvals@example.com"}),
                                    K_SUBJECT: text("Approve order ", value(data, K_ORDER_ID)),
                                    K_CONTENT: (
                                        Map(
                                            {
                                                K_TYPE: "text/plain",
                                                K_VALUE: text(
                                                    "Approve: ",
                                                    value(data, K_APPROVAL_URL),
                                                    "\nReject: ",
                                                    value(data, K_REJECTION_URL),
                                                ),
                                            }
                                        ),
                                    ),
                                }
                            ),
                        }
                    )
                }
            )
        }
    )


DEFINITION = Definition(
    slug="advanced-order-orchestration",
    name="Advanced Order Orchestration",
    source="flows/advanced-order-orchestration.clj",
    concurrency=Concurrency("keyed", "drain", key_field="order-id"),
    requires=(
        Slot(
            "orders-api",
            "http-api",
            label="Orders API",
            base_url="https://api.example.com",
            auth=Map({K_TYPE: K_BEARER}),
        ),
        Slot(
            "sendgrid",
            "http-api",
            label="SendGrid API",
            base_url="https://api.sendgrid.com",
            auth=Map({K_TYPE: K_BEARER}),
        ),
        Slot(
            "webhook-signing-secret",
            "secret",
            label="Webhook Signing Secret",
            secret_ref="webhook-signing-secret",
        ),
    ),
    invocations={
        "default": Invocation(inputs=(Input("order-id", label="Order ID", required=True),))
    },
    interfaces=Interfaces(
        manual=(ManualInterface("run", invocation="default", label="Run"),),
        webhook=(
            WebhookInterface(
                "order-updated",
                invocation="default",
                event_name="orders.updated",
                auth=WebhookAuth(
                    "hmac-sha256", secret_ref="webhook-signing-secret", header="Stripe-Signature"
                ),
            ),
        ),
    ),
    schedules=(Schedule("hourly", cron="0 * * * *", label="Hourly"),),
    templates=(
        Template("fetch-risk", "http-request", render=fetch_risk_request),
        Template("approval-notice", "notification", render=approval_notice_message),
    ),
    functions={"risk-summary": risk_summary},
)


@flow(name="advanced-order-orchestration")
@durable(DEFINITION)
def advanced_order_orchestration(run: Run) -> Any:
    # 50:15
    input = run.input()
    order_id = input.get(K_ORDER_ID)
    # 52:15
    order = run.step(
        "http",
        "fetch-order",
        connection=K_ORDERS_API,
        method=K_GET,
        path=str_("/orders/", order_id),
        retry=Map({K_MAX_ATTEMPTS: 3, K_BACKOFF_MS: 500}),
    )
    # 57:14
    risk = run.step(
        "http",
        "fetch-risk",
        connection=K_ORDERS_API,
        template=K_FETCH_RISK,
        data=Map({K_ORDER_ID: order_id}),
        retry=Map({K_MAX_ATTEMPTS: 3, K_BACKOFF_MS: 1000}),
    )
    # 62:17
    summary = run.step("function", "risk-summary", code=risk_summary, input=risk)
    # 63:23
    risk_artifact = run.step(
        "function",
        "persist-risk",
        input=Map({K_ORDER: order, K_RISK: risk, K_SUMMARY: summary}),
        persist=Map({K_TYPE: K_BLOB}),
    )
    # 70:9
    if run.branch(
        "Manager approval required?",
        get(summary, K_NEEDS_APPROVAL),
        yes="Wait for manager action",
        no="Auto-approve",
    ):
        # 71:11
        approval = run.step(
            "wait",
            "manager-approval",
            key=str_("approval:order:", order_id),
            timeout="2h",
            on_timeout=K_CONTINUE,
            default_value=Map({K_ACTION: K_REJECT, K_REASON: K_TIMEOUT}),
            notify=Map(
                {
                    K_TEMPLATE: K_APPROVAL_NOTICE,
                    K_DATA: Map({K_ORDER_ID: order_id, K_RISK_SCORE: get(summary, K_RISK_SCORE)}),
                }
            ),
        )
    else:
        approval = Map({K_ACTION: K_APPROVE, K_REASON: K_AUTO})
    # 79:16
    action = keyword(or_(get(approval, K_ACTION), "reject"))
    # 84:9
    if run.branch(
        "Fulfillment decision", action is K_APPROVE, yes="Create fulfillment", no="Skip fulfillment"
    ):
        # 85:11
        fulfillment = run.step(
            "http",
            "fulfill-order",
            connection=K_ORDERS_API,
            method=K_POST,
            path=str_("/orders/", order_id, "/fulfill"),
            retry=Map({K_MAX_ATTEMPTS: 4, K_BACKOFF_MS: 1500}),
        )
    else:
        fulfillment = Map({K_STATUS: K_NOT_FULFILLED})
    # 91:16
    run.step(
        "kv",
        "write-audit",
        operation=K_SET,
        key=str_("orders:audit:", order_id),
        value=Map(
            {
                K_ORDER_ID: order_id,
                K_ACTION: action,
                K_RISK_LEVEL: get(summary, K_RISK_LEVEL),
                K_ARTIFACT_REF: get(risk_artifact, K_URI),
            }
        ),
        ttl=604800,
    )
    # 99:16
    notify = run.step(
        "notify",
        "send-outcome-email",
        channels=Map(
            {
                K_HTTP: Map(
                    {
                        K_CONNECTION: K_SENDGRID,
                        K_PATH: "/v3/mail/send",
                        K_METHOD: K_POST,
                        K_JSON: Map(
                            {
                                K_PERSONALIZATIONS: (
                                    Map({K_TO: (Map({K_EMAIL: "ops@example.com"}),)}),
                                ),
                                K_FROM: Map({K_EMAIL: "alerts@example.com"}),
                                K_SUBJECT: "Order {{order-id}} result",
                                K_CONTENT: (
                                    Map(
                                        {
                                            K_TYPE: "text/plain",
                                            K_VALUE: "action={{action}}, artifact={{artifact-ref}}",
                                        }
                                    ),
                                ),
                            }
                        ),
                    }
                )
            }
        ),
        data=Map(
            {
                K_ORDER_ID: order_id,
                K_ACTION: name(action),
                K_ARTIFACT_REF: get(risk_artifact, K_URI),
            }
        ),
    )
    return Map(
        {
            K_ORDER_ID: order_id,
            K_ACTION: action,
            K_APPROVAL: approval,
            K_RISK_SUMMARY: summary,
            K_RISK_ARTIFACT_REF: get(risk_artifact, K_URI),
            K_FULFILLMENT: fulfillment,
            K_NOTIFICATION: notify,
        }
    )
