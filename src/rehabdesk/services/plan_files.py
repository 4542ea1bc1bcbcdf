"""Plans to send and receive: `.rehabplan` files.

A file is JSON with `format` and `version`; see `docs/formats.md`. Whatever is wrong with one ends
in one sentence and changes nothing. Its texts are plain text: markup in them is shown as it stands.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.exercise import OWN_PREFIX
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.plan import (
    OwnExercise,
    PainLimits,
    PlanVersion,
)
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.library import LibraryIndex, load_library
from rehabdesk.services.plan_drafts import PlanDraft
from rehabdesk.services.plan_file_records import (
    LimitsRecord,
    PlanRecord,
    clean_text,
    item_of_record,
    own_of_record,
    record_of_item,
    record_of_own,
)
from rehabdesk.services.plan_rules import (
    check_items,
    check_limits,
    estimated_minutes,
    load_plan_rule,
    plan_warnings,
)
from rehabdesk.services.plan_texts import PlanChange, plan_changes
from rehabdesk.services.plans import current_version, save_plan
from rehabdesk.services.review_files import Review, record_of_review, review_of_record
from rehabdesk.services.writing import write_whole

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

FORMAT = "rehabdesk-plan"
VERSION = 1
#: The version that has a review in it.
REVIEW_VERSION = 2
#: The ending of a plan file's name.
SUFFIX = ".rehabplan"
#: Larger files are not read: no plan needs so much.
FILE_MAX = 20_000_000

_PLACE = re.compile(r"at `\$\.?(?P<path>[^`]*)`")
_FIELD = re.compile(r"field `(?P<field>[^`]*)`")


class _Head(Struct):
    format: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan file that has been read and checked.

    Attributes:
        draft: The plan; without exercises if the file is a review that leaves the plan as it is.
        own_exercises: The exercises it brings along.
        review: What comes from somebody who looked at a shared copy; None in a plain plan.
    """

    draft: PlanDraft
    own_exercises: tuple[OwnExercise, ...]
    review: Review | None = None

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan in it."""
        return bool(self.draft.items)


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """What taking a plan file would change.

    Attributes:
        changes: The differences to the plan in force.
        warnings: What speaks against it.
        minutes: About how long a session takes.
        new_exercises: Own exercises that would be added.
    """

    changes: tuple[PlanChange, ...]
    warnings: tuple[Message, ...]
    minutes: int
    new_exercises: tuple[OwnExercise, ...]


def read_plan_file(path: Path, tr: Translator) -> PlanFile:
    """Read a plan file from the disk.

    Raises:
        InputError: It cannot be read, or something in it is wrong.
    """
    try:
        if path.stat().st_size > FILE_MAX:
            raise InputError(
                message("plan file error", "“{name}” is too large for a plan.", name=path.name)
            )
        data = path.read_bytes()
    except (OSError, ValueError):
        raise InputError(
            message("plan file error", "“{name}” cannot be read.", name=path.name)
        ) from None
    return parse_plan_file(data, path.name, tr)


def parse_plan_file(data: bytes, name: str, tr: Translator) -> PlanFile:
    """Read a plan from the bytes of a file.

    Args:
        data: The whole file.
        name: The file's name, for the sentences.
        tr: The person's language, for names of exercises in sentences.

    Raises:
        InputError: It is no plan, of a newer version, or something in it is wrong.
    """
    record = _decoded(data.removeprefix(b"\xef\xbb\xbf"), name)
    if len(record.items) > load_plan_rule().most_exercises:
        # Said before anything else is looked at.
        raise InputError(
            message(
                "plan file error",
                "“{name}” has {count} exercises; a plan can have up to {most}.",
                name=name,
                count=len(record.items),
                most=load_plan_rule().most_exercises,
            )
        )
    if not record.items and not (record.review and record.review.comments):
        raise InputError(message("plan file error", "“{name}” has no exercises.", name=name))
    own = tuple(own_of_record(one, name) for one in record.own_exercises[: len(record.items)])
    index = LibraryIndex(load_library(), tr, own)
    routines = {OWN_PREFIX + one.id: one.routine for one in own}
    items = [item_of_record(one, routines) for one in record.items]
    if items:
        check_items(items, index)
    limits = PainLimits(record.limits.green, record.limits.amber) if record.limits else None
    check_limits(limits)
    texts = [clean_text(text) for text in (record.title, record.note, record.author)]
    if any(len(text) > load_plan_rule().longest_text for text in texts):
        raise InputError(message("plan file error", "A text of “{name}” is too long.", name=name))
    title, note, author = texts
    draft = PlanDraft(title, note, (), limits, author).with_items(items)
    review = review_of_record(record.review, author, name) if record.review else None
    return PlanFile(draft, own, review)


def preview_plan_file(diary: Diary, file: PlanFile, tr: Translator, day: dt.date) -> PlanPreview:
    """Return what taking a plan file would change on a day; nothing is changed by asking."""
    known = diary.plans.own_exercises()
    ids = {one.id for one in known}
    new = tuple(one for one in file.own_exercises if one.id not in ids)
    index = LibraryIndex(load_library(), tr, (*known, *new))
    changes = plan_changes(current_version(diary, day), file.draft, index, tr)
    items = file.draft.items
    return PlanPreview(tuple(changes), tuple(plan_warnings(items)), estimated_minutes(items), new)


def take_plan_file(
    diary: Diary,
    clock: Clock,
    file: PlanFile,
    tr: Translator,
    from_day: dt.date,
    version_id: str | None = None,
) -> Changes:
    """Make a plan file the plan from a day on, as a new version.

    Own exercises the diary has already stay as they are there.

    Args:
        diary: The open diary.
        clock: Tells the present.
        file: The plan file.
        tr: The person's language.
        from_day: The first day the plan is in force.
        version_id: The UUID of the version, or None for a new one.

    Raises:
        InputError: The day has passed.
        DiaryError: The diary cannot be written; nothing was changed.
    """
    known = diary.plans.own_exercises()
    ids = {one.id for one in known}
    new = [one for one in file.own_exercises if one.id not in ids]
    index = LibraryIndex(load_library(), tr, (*known, *new))
    with diary.change(message("change", "Plan file taken")) as recorder:
        for one in new:
            diary.plans.add_own_exercise(one)
        save_plan(diary, clock, file.draft, index, from_day, version_id)
    return recorder.changes


def plan_file_bytes(
    plan: PlanVersion | PlanDraft, own: Sequence[OwnExercise], review: Review | None = None
) -> bytes:
    """Return a plan as the bytes of a file; the same plan always gives the same bytes.

    Args:
        plan: The plan.
        own: The diary's own exercises; those the plan has are put into the file.
        review: What goes back to the person whose diary was looked at; None for a plain plan.
    """
    used = {item.exercise for item in plan.items}
    record = PlanRecord(
        format=FORMAT,
        version=VERSION if review is None else REVIEW_VERSION,
        title=plan.title,
        note=plan.note,
        author=plan.author,
        limits=LimitsRecord(plan.limits.green, plan.limits.amber) if plan.limits else None,
        items=[record_of_item(item) for item in plan.items],
        review=None if review is None else record_of_review(review),
        own_exercises=[record_of_own(one) for one in own if OWN_PREFIX + one.id in used],
    )
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def write_plan_file(
    plan: PlanVersion | PlanDraft,
    own: Sequence[OwnExercise],
    target: Path,
    review: Review | None = None,
) -> None:
    """Write a plan file, which appears complete or not at all; one of that name is replaced.

    Args:
        plan: The plan.
        own: The diary's own exercises.
        target: The file.
        review: The review it is part of, if it is.

    Raises:
        InputError: The file cannot be written there.
    """
    write_whole(target, plan_file_bytes(plan, own, review))


def _decoded(data: bytes, name: str) -> PlanRecord:
    try:
        head = msgspec.json.decode(data, type=_Head)
    except msgspec.ValidationError:
        head = _Head()
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise InputError(
            message("plan file error", "“{name}” is not whole or is not JSON.", name=name)
        ) from None
    if head.format != FORMAT:
        raise InputError(
            message("plan file error", "“{name}” is not a plan of RehabDesk.", name=name)
        )
    if head.version not in {VERSION, REVIEW_VERSION}:
        raise InputError(
            message(
                "plan file error",
                "“{name}” is a plan in version {version} of the format; this RehabDesk reads"
                " version {known}.",
                name=name,
                version=head.version,
                known=REVIEW_VERSION,
            )
        )
    try:
        record = msgspec.json.decode(data, type=PlanRecord)
    except msgspec.ValidationError as error:
        raise InputError(_invalid(str(error), name)) from None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise InputError(
            message("plan file error", "“{name}” is not whole or is not JSON.", name=name)
        ) from None
    if (record.review is None) is not (head.version == VERSION):
        raise InputError(_invalid("at `$.review`", name))
    return record


def _invalid(detail: str, name: str) -> Message:
    place, field = _PLACE.search(detail), _FIELD.search(detail)
    path = ".".join(part for part in (place and place["path"], field and field["field"]) if part)
    return message(
        "plan file error",
        "In “{name}”, {path} is not as it should be.",
        name=name,
        path=path[:120] or "$",
    )
