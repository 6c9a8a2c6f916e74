"""Code Reviewer.

Compiled by breytac from flows/code-reviewer.clj; change that file, not this one.
A comment such as `# 12:5` gives the line and column there of the statement below it.

source sha256: 8071de8745b4dd02f2ffa8cc1bcf4661c26a458c02a599fa7a2a72496b63d5cb
format: 1
"""

from typing import Any

from breyta_runtime import (
    Concurrency,
    Definition,
    Discover,
    Input,
    Interfaces,
    Invocation,
    ManualInterface,
    Run,
    Slot,
    durable,
)
from breyta_runtime.core import str_
from breyta_runtime.core.control import or_
from breyta_runtime.values import Map, kw
from prefect import flow

K_AI = kw("ai")
K_API_KEY = kw("api-key")
K_AUTO_SUMMARIZE = kw("auto-summarize")
K_BRANCH = kw("branch")
K_BUDGET = kw("budget")
K_CONNECTION = kw("connection")
K_CONTENT_TYPE = kw("content-type")
K_ENABLED = kw("enabled")
K_FILES = kw("files")
K_FORMAT = kw("format")
K_GIT = kw("git")
K_GITHUB_API = kw("github-api")
K_JSON = kw("json")
K_MAX_TOKENS_TOTAL = kw("max-tokens-total")
K_NAME = kw("name")
K_REF = kw("ref")
K_REPO = kw("repo")
K_REPO_TREE = kw("repo-tree")
K_RESOLVE_SOURCE = kw("resolve-source")
K_SCHEMA = kw("schema")
K_TABLE = kw("table")
K_TYPE = kw("type")
K_WINDOW_HOURS = kw("window-hours")
DEFINITION = Definition(
    slug="code-reviewer",
    name="Code Reviewer",
    source="flows/code-reviewer.clj",
    concurrency=Concurrency("singleton", "supersede"),
    description="AI-powered code review for your repository.",
    tags=("code-review", "ai"),
    requires=(
        Slot("ai", "http-api", label="LLM Provider", provided_by="author"),
        Slot(
            "github-api",
            "http-api",
            label="GitHub API",
            base_url="https://api.github.com",
            auth=Map({K_TYPE: K_API_KEY}),
        ),
    ),
    invocations={
        "default": Invocation(
            inputs=(
                Input("repo", label="Repository (owner/repo)", required=True),
                Input("branch", label="Branch"),
            ),
            label="Review input",
        )
    },
    interfaces=Interfaces(
        manual=(ManualInterface("run-review", invocation="default", label="Run Review"),)
    ),
    discover=Discover(public=True),
)


@flow(name="code-reviewer")
@durable(DEFINITION)
def code_reviewer(run: Run) -> Any:
    # 27:15
    input = run.input()
    # 28:19
    repo_tree = run.step(
        "files",
        "resolve-repo",
        op=K_RESOLVE_SOURCE,
        source=Map(
            {
                K_TYPE: K_GIT,
                K_REPO: str_("https://github.com/", input.get(K_REPO), ".git"),
                K_REF: or_(input.get(K_BRANCH), "main"),
                K_CONNECTION: K_GITHUB_API,
            }
        ),
    )
    # 34:20
    memory_ref = run.step(
        "table",
        "ensure-memory",
        op=K_SCHEMA,
        persist=Map({K_TYPE: K_TABLE, K_NAME: "reviewer-memory"}),
    )
    # 36:16
    return run.step(
        "agent",
        "review",
        connection=K_AI,
        objective=str_("Review the code in ", input.get(K_REPO), " for issues."),
        inputs=Map({K_REPO_TREE: repo_tree}),
        available_steps=(K_FILES,),
        memory=Map({K_TABLE: memory_ref, K_AUTO_SUMMARIZE: True}),
        cost=Map(
            {K_ENABLED: True, K_BUDGET: Map({K_MAX_TOKENS_TOTAL: 1000000, K_WINDOW_HOURS: 720})}
        ),
        output=Map({K_FORMAT: K_JSON}),
        output_persist=Map({K_NAME: "review-report", K_CONTENT_TYPE: "application/json"}),
        max_iterations=6,
    )
