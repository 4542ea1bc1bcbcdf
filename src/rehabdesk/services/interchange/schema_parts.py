"""The kinds of values and the record that all parts of a diary in JSON are made of."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

_HEX = "[0-9a-f]"
_UUID = f"{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}"
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"

Uuid = Annotated[str, Meta(pattern=f"^{_UUID}$")]
#: Local time with its offset.
Moment = Annotated[str, Meta(pattern=rf"^{_MOMENT}(Z|[+-][0-9]{{2}}:[0-9]{{2}})$")]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Text = Annotated[str, Meta(max_length=100_000)]
Pain = Annotated[float, Meta(ge=0, le=10)]
Centimetres = Annotated[float, Meta(ge=-500, le=500)]
Seconds = Annotated[int, Meta(ge=0, le=86_400)]
Count = Annotated[int, Meta(ge=1, le=1_000)]
Points = Annotated[int, Meta(ge=0, le=10)]
RegionId = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,59}$")]
ExerciseId = Annotated[str, Meta(pattern=f"^([a-z][a-z0-9_]{{0,59}}|own:{_UUID})$")]
Weekdays = tuple[Annotated[int, Meta(ge=1, le=7)], ...]
#: A PNG or JPEG picture as base64.
Picture = Annotated[str, Meta(max_length=2_000_000, pattern="^[A-Za-z0-9+/]*={0,2}$")]
Cell = str | int | float | None


class Record(
    Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False, dict=False
):
    """What every row has. Times are UTC; a deleted row is kept with the time of its deletion."""

    id: Uuid | None = None
    created_at: Moment | None = None
    changed_at: Moment | None = None
    deleted_at: Moment | None = None
