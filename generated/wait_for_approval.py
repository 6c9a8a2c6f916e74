"""Wait For Approval.

Compiled by breytac from flows/wait-for-approval.clj; change that file, not this one.
A comment such as `# 12:5` gives the line and column there of the statement below it.

source sha256: da80bfa79955d8539f88ffef7a93e19c1ae75002d87671321644733f4ba83c75
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
    durable,
)
from breyta_runtime.core import get, keyword, str_
from breyta_runtime.core.control import or_
from breyta_runtime.values import Map, kw
from prefect import flow

K_ACTION = kw("action")
K_APPROVAL = kw("approval")
K_APPROVE = kw("approve")
K_APPROVED = kw("approved")
K_CHANNELS = kw("channels")
K_CONNECTION = kw("connection")
K_CONTENT = kw("content")
K_CONTINUE = kw("continue")
K_EMAIL = kw("email")
K_FROM = kw("from")
K_HTTP = kw("http")
K_JSON = kw("json")
K_METHOD = kw("method")
K_ORDER_ID = kw("order-id")
K_PATH = kw("path")
K_PERSONALIZATIONS = kw("personalizations")
K_POST = kw("post")
K_REASON = kw("reason")
K_REJECT = kw("reject")
K_REJECTED = kw("rejected")
K_SENDGRID = kw("sendgrid")
K_STATUS = kw("status")
K_SUBJECT = kw("subject")
K_TIMEOUT = kw("timeout")
K_TO = kw("to")
K_TYPE = kw("type")
K_VALUE = kw("value")


# 6:22
def approval_to_status(input: Any) -> Any:
    action = keyword(or_(get(get(input, K_APPROVAL), K_ACTION), "reject"))
    return Map({K_STATUS: K_APPROVED if action is K_APPROVE else K_REJECTED})


DEFINITION = Definition(
    slug="wait-for-approval",
    name="Wait For Approval",
    source="flows/wait-for-approval.clj",
    concurrency=Concurrency("singleton", "supersede"),
    invocations={
        "default": Invocation(inputs=(Input("order-id", label="Order ID", required=True),))
    },
    interfaces=Interfaces(manual=(ManualInterface("run", invocation="default", label="Run"),)),
    functions={"approval->status": approval_to_status},
)


@flow(name="wait-for-approval")
@durable(DEFINITION)
def wait_for_approval(run: Run) -> Any:
    # 13:15
    input = run.input()
    # 14:18
    approval = run.step(
        "wait",
        "approval",
        key=str_("approval:order:", input.get(K_ORDER_ID)),
        timeout="1h",
        on_timeout=K_CONTINUE,
        default_value=Map({K_ACTION: K_REJECT, K_REASON: K_TIMEOUT}),
        notify=Map(
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
                                        K_SUBJECT: "Approve Order {{order-id}}",
                                        K_CONTENT: (
                                            Map(
                                                {
                                                    K_TYPE: "text/plain",
                                                    K_VALUE: "Order requires human review.\nApprove: {{approval-url}}\nReject: {{rejection-url}}",
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
        ),
    )
    # 27:18
    decision = run.step(
        "function", "derive-status", code=approval_to_status, input=Map({K_APPROVAL: approval})
    )
    # 31:9
    if run.branch(
        "Approval branch",
        get(decision, K_STATUS) is K_APPROVED,
        yes="Approved",
        no="Rejected/timeout",
    ):
        return Map({K_STATUS: K_APPROVED, K_APPROVAL: approval})
    return Map({K_STATUS: K_REJECTED, K_APPROVAL: approval})
