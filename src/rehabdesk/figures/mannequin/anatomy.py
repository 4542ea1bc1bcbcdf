"""The proportions of the figure: bones and flesh as parts of the body's height.

Bones after R. Drillis and R. Contini, "Body segment parameters" (1966): thigh 0.245, shank 0.246,
upper arm and forearm slightly short so the hand can be drawn as one piece. Flesh is a row of balls
along each bone; their offsets to the front and outwards give thigh, calf and buttock their shape.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

THIGH: Final = 0.245
SHANK: Final = 0.246
UPPER_ARM: Final = 0.165
FOREARM: Final = 0.145
HIP_HALF_WIDTH: Final = 0.05
SHOULDER_HALF_WIDTH: Final = 0.103
SHOULDER_HEIGHT: Final = 0.284
NECK_HEIGHT: Final = 0.31
#: The part of the trunk's height at which the back begins to bend.
LOWER_BACK: Final = 0.035

#: The foot, from the ankle: along it and down.
HEEL: Final = (-0.026, -0.028)
BALL: Final = (0.072, -0.0315)
TOE: Final = (0.098, -0.0345)
HEEL_RADIUS: Final = 0.019
BALL_RADIUS: Final = 0.0155
TOE_RADIUS: Final = 0.0125
#: Height of the ankle over the sole: every ball of the foot touches the floor.
ANKLE_HEIGHT: Final = 0.047

SHOULDER_RADIUS: Final = 0.0295
KNEE_RADIUS: Final = 0.032
ELBOW_RADIUS: Final = 0.0195
PALM_RADIUS: Final = 0.0145
#: Height of the ankle when the shin lies on the floor, and of the wrist on a palm.
LYING_ANKLE: Final = 0.026


class Station(NamedTuple):
    """A ball of flesh on a bone: part of its length, offset forward and outward, radius."""

    part: float
    front: float
    out: float
    radius: float


Stations: TypeAlias = tuple[Station, ...]

THIGH_FLESH: Final[Stations] = (
    Station(0.0, 0.000, 0.002, 0.0545),
    Station(0.14, 0.002, 0.002, 0.0530),
    Station(0.30, 0.005, 0.002, 0.0500),
    Station(0.46, 0.006, 0.002, 0.0460),
    Station(0.62, 0.005, 0.001, 0.0410),
    Station(0.78, 0.003, 0.000, 0.0360),
    Station(0.90, 0.002, 0.000, 0.0330),
    Station(1.0, 0.002, 0.000, 0.0318),
)
SHANK_FLESH: Final[Stations] = (
    Station(0.0, 0.002, 0.000, 0.0318),
    Station(0.10, -0.001, 0.000, 0.0305),
    Station(0.20, -0.006, 0.001, 0.0315),
    Station(0.31, -0.008, 0.001, 0.0315),
    Station(0.44, -0.007, 0.000, 0.0285),
    Station(0.58, -0.004, 0.000, 0.0240),
    Station(0.74, -0.001, 0.000, 0.0198),
    Station(0.90, 0.000, 0.000, 0.0172),
    Station(1.0, 0.000, 0.000, 0.0172),
)
#: Loose cloth over the thigh.
SHORTS_FLESH: Final[Stations] = (
    Station(0.0, 0.000, 0.002, 0.0555),
    Station(0.14, 0.002, 0.002, 0.0548),
    Station(0.30, 0.005, 0.002, 0.0530),
    Station(0.50, 0.006, 0.002, 0.0500),
)
UPPER_ARM_FLESH: Final[Stations] = (
    Station(0.0, 0.000, -0.002, 0.0290),
    Station(0.18, 0.001, 0.001, 0.0275),
    Station(0.40, 0.002, 0.000, 0.0250),
    Station(0.65, 0.001, 0.000, 0.0225),
    Station(0.85, 0.000, 0.000, 0.0200),
    Station(1.0, 0.000, 0.000, 0.0192),
)
FOREARM_FLESH: Final[Stations] = (
    Station(0.0, 0.000, 0.000, 0.0192),
    Station(0.18, 0.001, 0.002, 0.0205),
    Station(0.38, 0.001, 0.001, 0.0192),
    Station(0.62, 0.000, 0.000, 0.0160),
    Station(0.84, 0.000, 0.000, 0.0134),
    Station(1.0, 0.000, 0.000, 0.0126),
)
SLEEVE_FLESH: Final[Stations] = (
    Station(0.0, 0.000, -0.004, 0.0295),
    Station(0.18, 0.001, 0.000, 0.0290),
    Station(0.36, 0.002, 0.000, 0.0280),
    Station(0.52, 0.002, 0.000, 0.0275),
)
#: The hand, from the wrist along the fingers: distance and radius.
HAND: Final = ((0.0, 0.0126), (0.028, 0.0145), (0.050, 0.0142), (0.072, 0.0105), (0.084, 0.0085))
THUMB: Final = ((0.014, 0.008, 0.0075), (0.040, 0.020, 0.0062))


class Level(NamedTuple):
    """A cross-section of the trunk: two balls side by side.

    Attributes:
        height: Over the middle of the pelvis.
        half: Half the distance of the two balls.
        radius: Of each ball.
        front: How far both lie in front of the spine's line.
    """

    height: float
    half: float
    radius: float
    front: float


SHORTS_LEVELS: Final = (
    Level(-0.028, 0.030, 0.040, -0.006),
    Level(-0.008, 0.045, 0.0545, -0.006),
    Level(0.018, 0.0475, 0.0550, -0.007),
    Level(0.050, 0.0430, 0.0515, -0.003),
    Level(0.088, 0.0365, 0.0480, 0.002),
)
SHIRT_LEVELS: Final = (
    Level(0.072, 0.0385, 0.0500, 0.000),
    Level(0.105, 0.0365, 0.0485, 0.003),
    Level(0.140, 0.0400, 0.0500, 0.004),
    Level(0.180, 0.0480, 0.0530, 0.004),
    Level(0.220, 0.0570, 0.0550, -0.003),
    Level(0.252, 0.0640, 0.0500, -0.005),
    Level(0.268, 0.0680, 0.0390, -0.006),
    Level(0.287, 0.0450, 0.0310, -0.005),
    Level(0.304, 0.0140, 0.0240, -0.004),
)
#: The buttock, in the pelvis: outward, forward, up, radius.
BUTTOCK: Final = (
    (0.040, -0.027, -0.010, 0.0450),
    (0.042, -0.022, 0.028, 0.0430),
)
#: Neck and head, from the base of the neck: forward, up, radius.
NECK: Final = ((-0.004, -0.012, 0.0275), (0.002, 0.022, 0.0265), (0.008, 0.064, 0.0270))
CRANIUM: Final = (0.008, 0.109, 0.0490)
FACE: Final = (0.024, 0.074, 0.0355)
CHIN: Final = (0.034, 0.057, 0.0195)
NOSE: Final = ((0.052, 0.098, 0.0070), (0.0640, 0.080, 0.0065))
EAR: Final = (0.046, -0.002, 0.089, 0.0090)
HAIR_RADIUS: Final = 0.0525
