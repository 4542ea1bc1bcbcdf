"""`docs/formats.md` says what is true of the JSON diary."""

from __future__ import annotations

import re
from pathlib import Path

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.interchange import schema
from rehabdesk.services.interchange.importing import add_diary_file, read_diary_file
from rehabdesk.services.interchange.schema_parts import Record
from rehabdesk.store.diary import Diary


def documentation(clone: Path) -> str:
    return (clone / "docs" / "formats.md").read_text(encoding="utf-8")


def test_the_example_can_be_imported(clone: Path, tmp_path: Path, clock: FixedClock) -> None:
    found = re.search(r"```json\n(.*?)```", documentation(clone), re.DOTALL)
    assert found is not None
    today = clock.now().date()
    file = read_diary_file(found[1].encode(), "hand.json", load_regions(), today)
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        assert add_diary_file(diary, file).added == 10
        knee = SidedRegion("knee_inner", Side.LEFT)
        assert diary.settings.value_kind(knee) is PainKind.WORST
        assert len(diary.sessions.between(None, None)) == 2
        assert diary.problems() == []


def test_every_name_is_documented(clone: Path) -> None:
    text = documentation(clone)
    for kind in (schema.Document, *Record.__subclasses__(), schema.PastRecord):
        for name in kind.__struct_fields__:
            assert f"`{name}`" in text, f"{kind.__name__}.{name}"
