"""The language server: positions, URIs and time are translated here, and everything about flows is
asked of `breytac.editor`.  Imported by `breytac lsp` alone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from breytac.diagnostics.finding import Finding, Severity
from breytac.editor.completion import ItemKind, complete
from breytac.editor.cursor import Cursor, cursor_at
from breytac.editor.document import Document, open_document, read_document
from breytac.editor.hover import hover
from breytac.editor.navigation import Symbol, find_definition, symbols
from breytac.editor.positions import Positions
from breytac.project.sources import include_loader
from breytac.project.workspace import find_workspace
from breytac.syntax.formatting import format_source
from breytac.syntax.source import Source, Span

_LOG = logging.getLogger("breytac.lsp")
PAUSE = 0.2
"""Seconds without typing before a source is looked at again."""

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}
_ITEM_KINDS = {
    ItemKind.KEY: lsp.CompletionItemKind.Property,
    ItemKind.VALUE: lsp.CompletionItemKind.EnumMember,
    ItemKind.REFERENCE: lsp.CompletionItemKind.Reference,
    ItemKind.LOCAL: lsp.CompletionItemKind.Variable,
    ItemKind.FUNCTION: lsp.CompletionItemKind.Function,
    ItemKind.FAMILY: lsp.CompletionItemKind.Class,
    ItemKind.WORD: lsp.CompletionItemKind.Keyword,
}
_SYMBOL_KINDS = {
    "section": lsp.SymbolKind.Namespace,
    "field": lsp.SymbolKind.Property,
    "entry": lsp.SymbolKind.Object,
    "function": lsp.SymbolKind.Function,
    "step": lsp.SymbolKind.Method,
}


def make_server() -> LanguageServer:
    server = LanguageServer("breytac", version("breytac"))
    session = Session(server)
    completes = lsp.CompletionOptions(trigger_characters=[":", "(", "/"])
    for feature, answer, options in (
        (lsp.TEXT_DOCUMENT_DID_OPEN, session.opened, None),
        (lsp.TEXT_DOCUMENT_DID_CHANGE, session.changed, None),
        (lsp.TEXT_DOCUMENT_DID_SAVE, session.saved, None),
        (lsp.TEXT_DOCUMENT_DID_CLOSE, session.closed, None),
        (lsp.TEXT_DOCUMENT_HOVER, session.hover, None),
        (lsp.TEXT_DOCUMENT_COMPLETION, session.completion, completes),
        (lsp.TEXT_DOCUMENT_DEFINITION, session.definition, None),
        (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, session.document_symbols, None),
        (lsp.TEXT_DOCUMENT_FORMATTING, session.formatting, None),
    ):
        server.feature(feature, options)(_plain(answer))
    return server


def _plain(answer: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A function around a method: pygls writes its notes on what it registers."""

    def handle(params: Any) -> Any:
        return answer(params)

    return handle


class Session:
    """The open sources of one editor."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._known: dict[str, tuple[str, Document]] = {}
        """By URI: the text that was analyzed, and what came of it."""
        self._pending: dict[str, asyncio.Task[None]] = {}
        self._published: dict[str, set[str]] = {}
        """For every source the files its findings are in: itself, and what it includes."""

    # Diagnostics.

    def opened(self, params: lsp.DidOpenTextDocumentParams) -> None:
        self._look_at(params.text_document.uri, 0)

    def changed(self, params: lsp.DidChangeTextDocumentParams) -> None:
        self._look_at(params.text_document.uri, PAUSE)

    def saved(self, _params: lsp.DidSaveTextDocumentParams) -> None:
        """What one source includes may be another one that is open."""
        self._known.clear()
        for uri in list(self._published):
            self._look_at(uri, 0)

    def closed(self, params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        task = self._pending.pop(uri, None)
        if task is not None:
            task.cancel()
        self._known.pop(uri, None)
        for each in self._published.pop(uri, set()):
            self._publish(each, None, [])

    def _look_at(self, uri: str, pause: float) -> None:
        before = self._pending.pop(uri, None)
        if before is not None:
            before.cancel()
        self._pending[uri] = asyncio.get_running_loop().create_task(self._diagnose(uri, pause))

    async def _diagnose(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        try:
            await self._diagnose_now(uri)
        except Exception:  # one source that cannot be looked at must not end the service
            _LOG.exception("cannot diagnose %s", uri)

    async def _diagnose_now(self, uri: str) -> None:
        text = self._server.workspace.get_text_document(uri)
        source, version = text.source, text.version
        document = await asyncio.to_thread(self._analyze, uri, source)
        if self._server.workspace.get_text_document(uri).source != source:
            return  # typed on meanwhile; another look is on its way
        self._known[uri] = source, document
        by_uri: dict[str, list[Finding]] = {uri: []}
        for finding in document.findings:
            place = self._uri_of(finding.span.in_file.source, uri, document)
            by_uri.setdefault(place, []).append(finding)
        for gone in self._published.get(uri, set()) - by_uri.keys():
            self._publish(gone, None, [])
        self._published[uri] = set(by_uri)
        for each, findings in by_uri.items():
            shown = [self._diagnostic(finding, uri, document) for finding in findings]
            self._publish(each, version if each == uri else None, shown)

    def _publish(self, uri: str, version: int | None, shown: list[lsp.Diagnostic]) -> None:
        params = lsp.PublishDiagnosticsParams(uri=uri, diagnostics=shown, version=version)
        self._server.text_document_publish_diagnostics(params)

    def _diagnostic(self, finding: Finding, uri: str, document: Document) -> lsp.Diagnostic:
        rule = finding.rule
        related = [
            lsp.DiagnosticRelatedInformation(
                lsp.Location(
                    self._uri_of(each.span.in_file.source, uri, document), self._range(each.span)
                ),
                each.message,
            )
            for each in finding.related
        ]
        return lsp.Diagnostic(
            range=self._range(finding.span),
            message=finding.message + (f"\n{finding.hint}" if finding.hint else ""),
            severity=_SEVERITIES[rule.severity],
            code=rule.code,
            source="breytac",
            related_information=related or None,
        )

    # Sources.

    def _document(self, uri: str, *, analyzed: bool = True) -> Document:
        """The source as it is now.  A large one takes a second or two to analyze, and a completion
        cannot wait for that: without `analyzed`, reading it is enough."""
        source = self._server.workspace.get_text_document(uri).source
        known = self._known.get(uri)
        if known is not None and known[0] == source:
            return known[1]
        document = self._analyze(uri, source, only_read=not analyzed)
        if analyzed:
            self._known[uri] = source, document
        return document

    def _analyze(self, uri: str, text: str, *, only_read: bool = False) -> Document:
        path = self._path(uri)
        workspace = find_workspace(path.parent)
        work = read_document if only_read else open_document
        return work(text, workspace.shown(path), load_include=include_loader(workspace.root))

    @staticmethod
    def _path(uri: str) -> Path:
        found = to_fs_path(uri) if uri.startswith("file:") else None
        return Path(found) if found else Path.cwd() / "untitled.clj"

    def _uri_of(self, source: Source, uri: str, document: Document) -> str:
        """The URI of a file that is named by its path in the workspace."""

        if source is document.source:
            return uri
        root = find_workspace(self._path(uri).parent).root
        return from_fs_path(str((root / source.name).resolve())) or uri

    def _cursor(self, params: Any) -> Cursor:
        document = self._document(params.text_document.uri, analyzed=False)
        at = params.position
        offset = self._positions(document.text).offset(at.line, at.character)
        return cursor_at(document, offset)

    def _positions(self, text: str) -> Positions:
        encoding = self._server.workspace.position_encoding
        return Positions(text, str(getattr(encoding, "value", encoding) or "utf-16"))

    def _range(self, span: Span) -> lsp.Range:
        place = span.in_file
        positions = self._positions(place.source.text)
        return lsp.Range(
            lsp.Position(*positions.position(place.start)),
            lsp.Position(*positions.position(place.end)),
        )

    # Questions.

    def hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        found = hover(self._cursor(params))
        if found is None:
            return None
        return lsp.Hover(
            lsp.MarkupContent(lsp.MarkupKind.Markdown, found.text),
            self._range(found.span) if found.span is not None else None,
        )

    def completion(self, params: lsp.CompletionParams) -> lsp.CompletionList:
        found = complete(self._cursor(params))
        place = self._range(found.span)
        items = [
            lsp.CompletionItem(
                label=item.label,
                kind=_ITEM_KINDS[item.kind],
                detail=item.detail or None,
                documentation=(
                    lsp.MarkupContent(lsp.MarkupKind.Markdown, item.documentation)
                    if item.documentation
                    else None
                ),
                sort_text=f"{item.rank}{item.label}",
                filter_text=item.label,
                text_edit=lsp.TextEdit(place, item.label),
            )
            for item in found.items
        ]
        return lsp.CompletionList(is_incomplete=False, items=items)

    def definition(self, params: lsp.DefinitionParams) -> lsp.Location | None:
        cursor = self._cursor(params)
        found = find_definition(cursor)
        if found is None:
            return None
        uri = self._uri_of(found.source, params.text_document.uri, cursor.document)
        return lsp.Location(uri, self._range(found))

    def document_symbols(self, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        return [self._symbol(each) for each in symbols(self._document(params.text_document.uri))]

    def _symbol(self, symbol: Symbol) -> lsp.DocumentSymbol:
        return lsp.DocumentSymbol(
            name=symbol.name or "?",
            kind=_SYMBOL_KINDS[symbol.kind],
            range=self._range(symbol.span),
            selection_range=self._range(symbol.name_span),
            detail=symbol.detail or None,
            children=[self._symbol(each) for each in symbol.children],
        )

    def formatting(self, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit] | None:
        text = self._server.workspace.get_text_document(params.text_document.uri).source
        source = Source("", text)
        new = format_source(source).text
        if new is None or new == text:
            return None
        return [lsp.TextEdit(self._range(Span(source, 0, len(text))), new)]
