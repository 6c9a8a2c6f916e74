"""Loading included files: never outside of the directory of the flow. DEF-022"""

from __future__ import annotations

from pathlib import Path

import pytest
from breytac.project.sources import include_loader
from breytac.syntax import expand_includes, print_form, read_one
from breytac.syntax.source import Source


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "secret.edn": ":secret",
        "flows/a.edn": '{:x #flow/include "lib/b.edn"}',
        "flows/lib/b.edn": '[#flow/include "../c.edn"]',
        "flows/c.edn": ":c",
        "flows/up.edn": '#flow/include "lib/up.edn"',
        "flows/lib/up.edn": '#flow/include "../../secret.edn"',
        "other/d.edn": ":d",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def expand(root: Path, include: str, flow: str = "flows/flow.clj") -> str:
    """What an include reads as, or what is said against it."""
    form = read_one(Source(flow, f"[#flow/include {include}]"))
    form, findings = expand_includes(form, include_loader(root))
    return "; ".join(f"{f.rule.name} {f.span}: {f.message}" for f in findings) or print_form(form)


def test_files_are_found_next_to_the_file_that_names_them(root: Path) -> None:
    assert expand(root, '"a.edn"') == "[{:x [:c]}]"
    assert expand(root, '"./lib/../c.edn"') == "[:c]"


def test_included_files_are_named_from_the_root(root: Path) -> None:
    (root / "flows/lib/b.edn").write_text("08", encoding="utf-8")
    assert expand(root, '"a.edn"') == "bad-number flows/lib/b.edn:1:1: `08` is not a number"


@pytest.mark.parametrize("path", ["../secret.edn", "../other/d.edn", "lib/../../secret.edn"])
def test_a_path_that_leaves_the_directory_is_refused(root: Path, path: str) -> None:
    assert expand(root, f'"{path}"') == (
        f'include-outside flows/flow.clj:1:2: "{path}" is outside of the directory of the flow'
    )


def test_the_fence_is_that_of_the_flow_not_of_the_included_file(root: Path) -> None:
    assert expand(root, '"up.edn"').startswith("include-outside flows/lib/up.edn:1:1")
    assert expand(root, '"flows/up.edn"', flow="flow.clj") == "[:secret]"


def test_links_do_not_lead_out(root: Path) -> None:
    (root / "flows/link.edn").symlink_to(root / "secret.edn")
    (root / "flows/linked").symlink_to(root / "other")
    assert "include-outside" in expand(root, '"link.edn"')
    assert "include-outside" in expand(root, '"linked/d.edn"')


def test_links_inside_are_followed(root: Path) -> None:
    (root / "flows/link.edn").symlink_to(root / "flows/c.edn")
    assert expand(root, '"link.edn"') == "[:c]"


def test_a_cycle_through_a_link_is_seen(root: Path) -> None:
    (root / "flows/again.edn").symlink_to(root / "flows/loop.edn")
    (root / "flows/loop.edn").write_text('#flow/include "again.edn"', encoding="utf-8")
    assert "include-cycle" in expand(root, '"loop.edn"')


def test_what_cannot_be_read(root: Path) -> None:
    (root / "flows/latin.edn").write_bytes(b'"\xe4"')
    (root / "flows/loop.edn").symlink_to(root / "flows/loop.edn")
    assert expand(root, '"no.edn"').endswith('there is no file "no.edn" next to this one')
    assert "is a directory" in expand(root, '"lib"')
    assert "not UTF-8" in expand(root, '"latin.edn"')
    assert "unreadable-include" in expand(root, '"loop.edn"')
    assert "unreadable-include" in expand(root, f'"{"x" * 5000}"')
