"""The regions of the body map are complete and in their order."""

from __future__ import annotations

import re

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.regions import Joint, Side, SidedRegion, View
from rehabdesk.services.catalogue import load_regions

ORDER = [
    "knee_inner", "knee_front", "knee_front_above", "knee_front_below", "knee_outer", "knee_back",
    "groin", "hip_outer", "hip_front_upper", "buttock_deep", "buttock_upper", "sit_bone",
    "thigh_front", "thigh_inner", "thigh_outer", "thigh_back", "shin_front", "calf", "ankle_foot",
    "low_back_side", "low_back_mid",
]  # fmt: skip


def test_all_regions_in_order_knees_first_then_hips() -> None:
    regions = list(load_regions())
    assert [one.id for one in regions] == ORDER
    assert [one.id for one in regions if one.main] == [
        "knee_inner",
        "knee_front",
        "groin",
        "hip_outer",
    ]
    joints = [one.joint for one in regions]
    assert joints[:6] == [Joint.KNEE] * 6
    assert joints[6:10] == [Joint.HIP] * 4
    assert set(joints[10:]) == {None}


def test_only_the_middle_of_the_back_has_no_side() -> None:
    catalogue = load_regions()
    assert [one.id for one in catalogue if not one.sided] == ["low_back_mid"]
    assert len(catalogue.sided()) == 20 * 2 + 1
    assert catalogue.parse("low_back_mid") == SidedRegion("low_back_mid", Side.NONE)
    with pytest.raises(InputError):
        catalogue.parse("groin")


def test_every_region_has_its_texts_views_and_source() -> None:
    for one in load_regions():
        assert one.views
        assert len(set(one.views)) == len(one.views)
        assert 3 <= len(one.name.text) <= 24, one.id
        assert one.structures.text.endswith(".")
        assert one.source.startswith("General clinical anatomy.")
        assert not re.search(r"[{}!<>&]|\byou have\b|diagnos", one.structures.text)
    names = [one.name.text for one in load_regions()]
    assert len(set(names)) == len(names)


def test_each_region_is_best_seen_where_it_lies() -> None:
    catalogue = load_regions()
    assert catalogue["knee_outer"].views[0] is View.OUTER
    assert catalogue["hip_outer"].views == (View.OUTER, View.BACK)
    assert set(catalogue["ankle_foot"].views) == set(View)
    for one in catalogue:
        first = {"back": View.BACK, "front": View.FRONT, "outer": View.OUTER}.get(
            one.id.rpartition("_")[2]
        )
        assert first is None or one.views[0] is first
