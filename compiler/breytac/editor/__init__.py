"""What an editor asks about a source: pure functions over a text and an offset.

    open_document(text, …) → Document            findings of the whole pipeline, and the forms
    cursor_at(document, offset) → Cursor         the forms around a place, into code in strings
    hover, complete, find_definition, symbols    answers in offsets of the file

`breytac.cli.lsp` speaks the protocol; nothing here knows it.
"""
