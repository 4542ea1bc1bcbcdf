"""Merging two diaries of one person: nothing lost, nothing doubled, conflicts shown."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.check_in import CheckIn, Sleep
from rehabdesk.domain.errors import DiaryError, InputError
from rehabdesk.domain.plan import (
    ExerciseSide,
    Session,
    SessionStatus,
    SetDone,
    SetUnit,
)
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.diaries import backups_of, restore_backup
from rehabdesk.services.interchange.exporting import diary_json
from rehabdesk.services.interchange.importing import add_diary_file, read_diary_file
from rehabdesk.services.language import translator_for
from rehabdesk.services.library import library_index
from rehabdesk.services.merging.merging import merge_diary, other_diary, preview_merge
from rehabdesk.services.merging.rows import Clash, Keep
from rehabdesk.services.merging.texts import MergeWords
from rehabdesk.services.progress import CancelledError
from rehabdesk.services.sharing import ShareWish, share_copy
from rehabdesk.store.backups import Reason
from rehabdesk.store.diary import Diary

from .merge_pair import DAY, LABEL, Pair, at, content, pain, uid, version


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path)


def test_what_each_side_wrote_is_there(pair: Pair) -> None:
    pair.start(lambda one: one.pain.add(pain(1)))
    pair.change(pair.a, lambda one: one.pain.add(pain(2)))
    pair.change(pair.b, lambda one: one.pain.add(pain(3)))
    pair.change(pair.b, lambda one: one.pain.update(pain(1, 7.0)))
    pair.change(pair.a, lambda one: one.check_ins.save(CheckIn(uid(9), DAY, Sleep.GOOD)))
    with Diary.open(pair.a, at(1000)) as diary:
        preview = preview_merge(diary, pair.b, at(1000))
        assert preview.same_diary
        assert (preview.added, preview.updated) == ({Kind.PAIN_ENTRY: 1}, {Kind.PAIN_ENTRY: 1})
        assert preview.conflicts == ()
        revision = diary.revision
        result = merge_diary(diary, pair.b, at(1000))
        assert (diary.revision, result.changes.undoable) == (revision + 1, False)
        assert result.changes.kinds == {Kind.PAIN_ENTRY}
        found = {one.id: one.value for one in diary.pain.between(None, None)}
        assert found == {uid(1): 7.0, uid(2): 3.0, uid(3): 3.0}
        assert [one.before["value"] for one in diary.history.of(Kind.PAIN_ENTRY, uid(1))] == [3.0]
        assert diary.check_ins.for_day(DAY) is not None


def test_both_changed_a_row(pair: Pair) -> None:
    pair.start(lambda one: one.pain.add(pain(1)))
    pair.change(pair.a, lambda one: one.pain.update(pain(1, 5.0, "here")))
    pair.change(pair.b, lambda one: one.pain.update(pain(1, 8.0, "there")))
    with Diary.open(pair.a, at(1000)) as diary:
        (conflict,) = preview_merge(diary, pair.b, at(1000)).conflicts
        assert (conflict.clash, conflict.newest) == (Clash.CHANGED, Keep.THEIRS)
        tr = translator_for("en_GB")
        words = MergeWords(tr, load_regions(), library_index(diary, tr)).conflict(conflict)
        assert words.title == "Pain entries · 1 Jun 2026 · Inner knee, your left"
        assert words.ours.lines == ("Value: 5", "Note: here")
        assert words.theirs.lines == ("Value: 8", "Note: there")
    ours = pair.copy(pair.a, "ours.rehab")
    pair.merge(pair.a, pair.b)
    pair.merge(ours, pair.b, choices={conflict.key: Keep.OURS})
    for path, value, other in ((pair.a, 8.0, 5.0), (ours, 5.0, 8.0)):
        with Diary.open(path, at(1001)) as diary:
            (entry,) = diary.pain.between(None, None)
            assert entry.value == value
            past = diary.history.of(Kind.PAIN_ENTRY, uid(1))
            assert {one.before["value"] for one in past} == {3.0, other}
        before = content(path)
        pair.merge(path, pair.b)  # the choice is not asked for again
        assert content(path) == before


def test_the_same_days_check_in(pair: Pair) -> None:
    pair.start()
    pair.change(pair.a, lambda one: one.check_ins.save(CheckIn(uid(1), DAY, note="here")))
    pair.change(pair.b, lambda one: one.check_ins.save(CheckIn(uid(2), DAY, note="there")))
    with Diary.open(pair.a, at(1000)) as diary:
        (conflict,) = preview_merge(diary, pair.b, at(1000)).conflicts
        assert (conflict.clash, conflict.newest) == (Clash.SAME_PLACE, Keep.THEIRS)
        merge_diary(diary, pair.b, at(1000))
        assert diary.check_ins.for_day(DAY) == CheckIn(uid(2), DAY, note="there")
        rows = {str(row["id"]): row for row in diary.whole_rows.all(Kind.CHECK_IN)}
        assert rows[uid(1)]["deleted_at"] is not None
        assert rows[uid(1)]["note"] == "here"


def test_the_same_setting_twice_is_no_conflict(pair: Pair) -> None:
    pair.start()
    for path in (pair.a, pair.b):
        pair.change(path, lambda one: one.settings.set("x", "1"))
    with Diary.open(pair.a, at(1000)) as diary:
        assert preview_merge(diary, pair.b, at(1000)).conflicts == ()
        merge_diary(diary, pair.b, at(1000))
        assert diary.settings.get("x") == "1"


def test_two_plans_of_one_number_both_stay(pair: Pair) -> None:
    pair.start(lambda one: one.plans.add_version(version(1, 10, 11)))
    pair.change(pair.a, lambda one: one.plans.add_version(version(2, 20, 21)))
    pair.change(pair.b, lambda one: one.plans.add_version(version(2, 30, 31)))
    with Diary.open(pair.a, at(1000)) as diary:
        (conflict,) = preview_merge(diary, pair.b, at(1000)).conflicts
        assert (conflict.clash, conflict.newest) == (Clash.SAME_NUMBER, Keep.OURS)
        merge_diary(diary, pair.b, at(1000))
        found = [(one.number, one.id, len(one.items)) for one in diary.plans.versions()]
        assert found == [(1, uid(10), 1), (2, uid(20), 1), (3, uid(30), 1)]
    before = content(pair.a)
    pair.merge(pair.a, pair.b)
    assert content(pair.a) == before
    # The other way round and by choice, the other one keeps its number.
    pair.merge(pair.b, pair.copy(pair.a, "c.rehab"))
    assert content(pair.b) == before


def test_the_same_file_imported_on_both(pair: Pair) -> None:
    row = (DAY.isoformat(), None, "groin", "right", "now", 3.0, "", 0, "key")
    pair.start()
    for path in (pair.a, pair.b):
        pair.change(path, lambda one: one.pain.insert_many([row]))
    pair.merge(pair.a, pair.b)
    with Diary.open(pair.a, at(1000)) as diary:
        assert len(diary.pain.between(None, None)) == 1
    before = content(pair.a)
    pair.merge(pair.a, pair.b)
    assert content(pair.a) == before


def test_deleted_here_unchanged_there_stays_deleted(pair: Pair) -> None:
    pair.start(lambda one: one.pain.add(pain(1)))
    pair.change(pair.a, lambda one: one.pain.delete(uid(1)))
    pair.merge(pair.a, pair.b)
    pair.merge(pair.b, pair.a)
    for path in (pair.a, pair.b):
        with Diary.open(path, at(1000)) as diary:
            assert diary.pain.between(None, None) == []


def test_another_persons_diary_is_asked_about(pair: Pair) -> None:
    pair.start()
    with Diary.create(pair.folder / "c.rehab", at(1)) as other, other.change(LABEL):
        other.pain.add(pain(5))
    before = content(pair.a)
    with pytest.raises(InputError, match="is another diary"):
        pair.merge(pair.a, pair.folder / "c.rehab")
    assert content(pair.a) == before
    assert backups_of(pair.a) == []
    pair.merge(pair.a, pair.folder / "c.rehab", same_person=True)
    with Diary.open(pair.a, at(1000)) as diary:
        assert len(diary.pain.between(None, None)) == 1


def test_the_backup_is_the_way_back(pair: Pair) -> None:
    pair.start(lambda one: one.pain.add(pain(1)))
    pair.change(pair.b, lambda one: one.pain.add(pain(2)))
    before = content(pair.a)
    pair.merge(pair.a, pair.b)
    assert content(pair.a) != before
    (backup,) = backups_of(pair.a)
    assert backup.reason is Reason.BEFORE_MERGE
    restore_backup(pair.a, backup.path, at(1000)).diary.close()
    assert content(pair.a) == before


def test_nothing_new_makes_no_backup(pair: Pair) -> None:
    pair.start(lambda one: one.pain.add(pain(1)))
    with Diary.open(pair.a, at(1000)) as diary:
        revision = diary.revision
        assert preview_merge(diary, pair.b, at(1000)).is_nothing
        assert merge_diary(diary, pair.b, at(1000)).backup is None
        assert diary.revision == revision
    assert backups_of(pair.a) == []


class Impatient:
    def __init__(self, steps: int) -> None:
        self.left = steps

    def report(self, done: int, total: int) -> None:
        assert 0 <= done <= total

    def cancelled(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.mark.parametrize("steps", [0, 1, len(Kind), len(Kind) + 3, 2 * len(Kind)])
def test_stopping_leaves_no_trace(pair: Pair, steps: int) -> None:
    pair.start(lambda one: one.pain.add(pain(1)))
    pair.change(pair.b, lambda one: one.pain.add(pain(2)))
    before, files = content(pair.a), sorted(pair.folder.rglob("*"))
    with pytest.raises(CancelledError):
        pair.merge(pair.a, pair.b, progress=Impatient(steps))
    assert content(pair.a) == before
    assert sorted(pair.folder.rglob("*")) == files


def test_a_shared_copy_takes_nothing_in(pair: Pair) -> None:
    pair.start(lambda one: one.pain.add(pain(1)))
    pair.change(pair.b, lambda one: one.pain.add(pain(2)))
    copy = pair.folder / "copy.rehab"
    with Diary.open(pair.a, at(5)) as diary:
        share_copy(diary, at(5), copy, ShareWish())
    files = sorted(pair.folder.rglob("*"))
    with pytest.raises(DiaryError, match="is a shared copy"):
        pair.merge(copy, pair.b)
    assert sorted(pair.folder.rglob("*")) == files


def half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def future(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    path.write_bytes(data)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1_000_000_000)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (half, "damaged"),
        (future, "newer RehabDesk"),
        (huge, "not a RehabDesk diary"),
        (Path.unlink, "no diary at"),
        (lambda path: path.write_text("{}"), "not a RehabDesk diary"),
    ],
)
def test_what_cannot_be_merged(pair: Pair, spoil: Callable[[Path], object], sentence: str) -> None:
    pair.start(lambda one: one.pain.add(pain(1)))
    spoil(pair.b)
    before = content(pair.a)
    with pytest.raises((DiaryError, InputError), match=sentence):
        pair.merge(pair.a, pair.b)
    assert content(pair.a) == before
    assert backups_of(pair.a) == []


def test_itself_and_shared_copies_are_refused(pair: Pair) -> None:
    pair.start(lambda one: one.pain.add(pain(1)))
    with Diary.open(pair.a, at(5)) as diary:
        copy = pair.folder / "copy.rehab"
        share_copy(diary, at(5), copy, ShareWish())
        for other, sentence in ((pair.a, "is the diary that is open"), (copy, "is a shared copy")):
            with pytest.raises(InputError, match=sentence):
                preview_merge(diary, other, at(5))
            with pytest.raises(InputError, match=sentence):
                merge_diary(diary, other, at(5))


def test_a_diary_of_an_older_format(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "store" / "data" / "format-1.rehab"
    other = Path(shutil.copy(old, tmp_path / "old.rehab"))
    before = other.read_bytes()
    with Diary.create(tmp_path / "d.rehab", at(0)) as diary:
        result = merge_diary(diary, other, at(0), same_person=True)
        assert result.added[Kind.PAIN_ENTRY] > 0
        assert diary.problems() == []
    assert other.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["d backups", "d.rehab", "old.rehab"]


def test_everything_of_every_kind_is_carried(tmp_path: Path) -> None:
    """An empty diary merged with a full one is the full one."""
    folder = Path(__file__).parent / "data" / "whole_diary"
    today = dt.date(2026, 6, 17)
    with Diary.create(tmp_path / "full.rehab", at(0)) as diary:
        for path in sorted(folder.glob("*.json")):
            add_diary_file(diary, read_diary_file(path.read_bytes(), "d", load_regions(), today))
        with diary.change(LABEL):
            diary.pain.add(pain(1))
            diary.plans.add_version(version(1, 10, 11))
        whole = diary_json(diary)
    Diary.create(tmp_path / "empty.rehab", at(0)).close()
    with Diary.open(tmp_path / "empty.rehab", at(5)) as empty:
        merge_diary(empty, tmp_path / "full.rehab", at(5), same_person=True)
        assert diary_json(empty) == whole


def test_every_kinds_places_are_understood(tmp_path: Path) -> None:
    with Diary.create(tmp_path / "d.rehab", at(0)) as diary:
        places = {kind: diary.merging.slots(kind) for kind in Kind}
    assert [slot.columns for slot in places[Kind.CHECK_IN]] == [("day",)]
    assert [slot.columns for slot in places[Kind.PAIN_ENTRY]] == [("import_key",)]
    assert [slot.live_only for slot in places[Kind.PAIN_ENTRY]] == [False]
    assert [slot.columns for slot in places[Kind.SET_DONE]] == [
        ("session_id", "plan_item_id", "side", "number")
    ]


def test_a_place_that_changes_hands(pair: Pair) -> None:
    """The check-in of a day was replaced there; here the day's other one is new."""
    pair.start(lambda one: one.check_ins.save(CheckIn(uid(1), DAY, note="first")))
    later = DAY + dt.timedelta(days=1)
    pair.change(pair.b, lambda one: one.check_ins.save(CheckIn(uid(2), later, note="second")))
    pair.change(pair.a, lambda one: one.check_ins.save(CheckIn(uid(3), later, note="third")))
    pair.merge(pair.a, pair.b)
    pair.merge(pair.b, pair.a)
    assert content(pair.a) == content(pair.b)


def test_sets_of_one_session_ticked_on_both(pair: Pair) -> None:
    def start(diary: Diary) -> None:
        diary.plans.add_version(version(1, 10, 11))
        diary.sessions.add(Session(uid(12), DAY, None, uid(10), "", SessionStatus.PARTIAL))

    def tick(number: int, done: int) -> Callable[[Diary], None]:
        one = SetDone(
            uid(number), uid(12), uid(11), "clamshell", ExerciseSide.LEFT, 1, SetUnit.REPS, 10, done
        )
        return lambda diary: diary.sets.add([one])

    pair.start(start)
    pair.change(pair.a, tick(50, 8))
    pair.change(pair.b, tick(51, 10))
    pair.merge(pair.a, pair.b)
    with Diary.open(pair.a, at(1000)) as diary:
        assert [one.done for one in diary.sets.of(uid(12))] == [10]
        with other_diary(pair.b, at(1000)) as other:
            assert other.read_only
