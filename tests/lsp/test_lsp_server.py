"""`breytac lsp` as an editor drives it: a real client, a real process, and stdin and stdout between.

The client is that of pygls.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

FLOW = """\
{:slug :orders
 :name "🧾 Orders" :concurrency {:type :singleton :on-new-version :supersede}
 :functions [{:id :tidy :language :clojure :code "(fn [input] input)"}]
 :invocations {:default {:inputs [{:name :name :type :text :label "Name"}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default :enabled true}]}
 :flow '(let [input (flow/input)]
          (flow/step :function :go {:ref :tidy :input input}))}
"""
SECONDS = 30


class Editor:
    """A client with one open source."""

    def __init__(self, directory: Path) -> None:
        self.client = LanguageClient("tests", "1")
        self.uri = (directory / "flow.clj").as_uri()
        self.text = ""
        self.version = 0
        self._published: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
        self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(self._note())

    def _note(self) -> Callable[[lsp.PublishDiagnosticsParams], None]:
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self._published.put_nowait(params)

        return published

    async def open(self, text: str) -> None:
        self.text, self.version = text, 1
        item = lsp.TextDocumentItem(self.uri, "clojure", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    async def change(self, text: str) -> None:
        self.text, self.version = text, self.version + 1
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(self.version, self.uri),
                [lsp.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def diagnostics(self) -> lsp.PublishDiagnosticsParams:
        return await asyncio.wait_for(self._published.get(), SECONDS)

    @property
    def quiet(self) -> bool:
        return self._published.empty()

    @property
    def document(self) -> lsp.TextDocumentIdentifier:
        return lsp.TextDocumentIdentifier(self.uri)

    def at(self, needle: str, behind: int = 1) -> lsp.Position:
        """The position `behind` characters after the start of a text, in UTF-16."""
        offset = self.text.index(needle) + behind
        line = self.text.count("\n", 0, offset)
        row = self.text[self.text.rfind("\n", 0, offset) + 1 : offset]
        return lsp.Position(line, len(row.encode("utf-16-le")) // 2)

    def marked(self, place: lsp.Range) -> str:
        """The text in a range."""
        lines = [line.encode("utf-16-le") for line in self.text.splitlines(keepends=True)]
        start, end = place.start, place.end
        if start.line == end.line:
            return lines[start.line][2 * start.character : 2 * end.character].decode("utf-16-le")
        first = lines[start.line][2 * start.character :]
        last = lines[end.line][: 2 * end.character] if end.line < len(lines) else b""
        return b"".join([first, *lines[start.line + 1 : end.line], last]).decode("utf-16-le")


@asynccontextmanager
async def editor(directory: Path, encodings: list[str] | None = None) -> AsyncIterator[Editor]:
    (directory / ".git").mkdir(exist_ok=True)
    edits = Editor(directory)
    client = edits.client
    await client.start_io(str(Path(sys.executable).with_name("breytac")), "lsp")
    general = lsp.GeneralClientCapabilities(position_encodings=encodings) if encodings else None
    await client.initialize_async(
        lsp.InitializeParams(capabilities=lsp.ClientCapabilities(general=general))
    )
    client.initialized(lsp.InitializedParams())
    try:
        yield edits
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()


def drive(
    directory: Path, work: Callable[[Editor], Awaitable[None]], encodings: list[str] | None = None
) -> None:
    async def session() -> None:
        async with editor(directory, encodings) as edits:
            await asyncio.wait_for(work(edits), SECONDS * 2)

    asyncio.run(session())


def test_findings_come_when_a_source_is_opened_and_follow_its_changes(tmp_path: Path) -> None:
    async def work(edits: Editor) -> None:
        await edits.open(FLOW.replace(":ref :tidy", ":ref :tydi"))
        first = await edits.diagnostics()
        (problem,) = [each for each in first.diagnostics if "tydi" in each.message]
        assert edits.marked(problem.range) == ":tydi"
        assert problem.source == "breytac"
        assert str(problem.code).startswith("BRY")
        assert problem.severity == lsp.DiagnosticSeverity.Error
        assert first.version == 1

        for text in (FLOW[:-9], FLOW[:-5], FLOW):  # typed quickly: looked at once
            await edits.change(text)
        last = await edits.diagnostics()
        assert (last.version, list(last.diagnostics)) == (4, [])
        await asyncio.sleep(0.5)
        assert edits.quiet

        edits.client.text_document_did_close(lsp.DidCloseTextDocumentParams(edits.document))
        assert not (await edits.diagnostics()).diagnostics

    drive(tmp_path, work)


def test_what_is_wrong_in_an_included_file_is_said_there(tmp_path: Path) -> None:
    (tmp_path / "parts.edn").write_text('{:id :tidy :language :clojure :code "(fn [x] (nope x))"}')

    async def work(edits: Editor) -> None:
        whole = '[{:id :tidy :language :clojure :code "(fn [input] input)"}]'
        await edits.open(FLOW.replace(whole, '[#flow/include "parts.edn"]'))
        found = [await edits.diagnostics(), await edits.diagnostics()]
        by_uri = {each.uri: each.diagnostics for each in found}
        (problem,) = by_uri[(tmp_path / "parts.edn").as_uri()]
        assert "nope" in problem.message
        assert problem.range.start == lsp.Position(0, 46)
        target = await edits.client.text_document_definition_async(
            lsp.DefinitionParams(edits.document, edits.at(":ref :tidy", 6))
        )
        assert isinstance(target, lsp.Location)
        assert target.uri == (tmp_path / "parts.edn").as_uri()
        await edits.change(FLOW)
        gone = [await edits.diagnostics(), await edits.diagnostics()]
        assert not any(each.diagnostics for each in gone)
        assert {each.uri for each in gone} == set(by_uri)

    drive(tmp_path, work)


@pytest.mark.parametrize("encodings", [None, ["utf-8", "utf-16"]])
def test_hover_counts_columns_as_the_client_does(
    tmp_path: Path, encodings: list[str] | None
) -> None:
    async def work(edits: Editor) -> None:
        await edits.open(FLOW)
        position = edits.at(":concurrency")
        if encodings:
            row = FLOW.splitlines()[1]
            position = lsp.Position(1, len(row[: row.index(":concurrency") + 1].encode()))
        found = await edits.client.text_document_hover_async(
            lsp.HoverParams(edits.document, position)
        )
        assert found is not None
        assert isinstance(found.contents, lsp.MarkupContent)
        assert found.contents.value.startswith("**:concurrency** of the flow definition")
        assert found.range is not None
        if not encodings:
            assert edits.marked(found.range) == ":concurrency"

    drive(tmp_path, work, encodings)


def test_completion_replaces_the_word_and_definition_leads_to_it(tmp_path: Path) -> None:
    async def work(edits: Editor) -> None:
        await edits.open(FLOW)
        found = await edits.client.text_document_completion_async(
            lsp.CompletionParams(edits.document, edits.at(":ref :tidy", 7))
        )
        assert isinstance(found, lsp.CompletionList)
        (item,) = found.items
        assert item.label == ":tidy"
        assert isinstance(item.text_edit, lsp.TextEdit)
        assert edits.marked(item.text_edit.range) == ":t"
        assert item.text_edit.new_text == ":tidy"
        target = await edits.client.text_document_definition_async(
            lsp.DefinitionParams(edits.document, edits.at(":ref :tidy", 7))
        )
        assert isinstance(target, lsp.Location)
        assert edits.marked(target.range) == ":tidy"
        assert target.range.start.line == 2

    drive(tmp_path, work)


def test_outline_and_formatting(tmp_path: Path) -> None:
    async def work(edits: Editor) -> None:
        await edits.open(FLOW)
        outline = await edits.client.text_document_document_symbol_async(
            lsp.DocumentSymbolParams(edits.document)
        )
        assert outline is not None
        names = "slug name concurrency functions invocations interfaces flow"
        assert [each.name for each in outline] == [f":{name}" for name in names.split()]
        (step,) = outline[-1].children or []
        assert (step.name, step.detail) == ("go", "function")

        options = lsp.FormattingOptions(tab_size=2, insert_spaces=True)
        asked = lsp.DocumentFormattingParams(edits.document, options)
        edits_made = await edits.client.text_document_formatting_async(asked)
        assert edits_made is not None
        (edit,) = edits_made
        assert edits.marked(edit.range) == FLOW
        assert edit.new_text.splitlines()[1:3] == [
            ' :name "🧾 Orders"',
            " :concurrency {:type :singleton :on-new-version :supersede}",
        ]
        await edits.change(edit.new_text)
        assert await edits.client.text_document_formatting_async(asked) is None
        await edits.change("{:slug [}")
        assert await edits.client.text_document_formatting_async(asked) is None

    drive(tmp_path, work)
