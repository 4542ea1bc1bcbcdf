"""What the columns of a table mean."""

from __future__ import annotations

from dataclasses import dataclass

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.importing.dates import DateOrder

#: A routine can be prescribed for at most each day of a week.
TIMES_A_WEEK_MAX = 7


@dataclass(frozen=True, slots=True)
class PainColumn:
    """A column of pain ratings.

    Attributes:
        column: Its name in the file.
        where: The region and side that was rated.
        kind: Which pain was rated.
    """

    column: str
    where: SidedRegion
    kind: PainKind = PainKind.AVERAGE


@dataclass(frozen=True, slots=True)
class RoutineColumn:
    """A column that says on which days a routine was done (more than 0) and on which not.

    Attributes:
        column: Its name in the file; the routine is called the same.
        times_a_week: How often a week it is prescribed, 1 to 7.
    """

    column: str
    times_a_week: int


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """What the columns of a table mean; columns that are not named are left out.

    Attributes:
        date_column: The column with the day of each row.
        pain: The columns with ratings.
        routines: The columns with routines.
        date_order: The order of day and month, or None to recognise it.
    """

    date_column: str
    pain: tuple[PainColumn, ...] = ()
    routines: tuple[RoutineColumn, ...] = ()
    date_order: DateOrder | None = None

    def check(self) -> None:
        """Make sure that the mapping can be carried out on a table that has its columns.

        Raises:
            InputError: It maps nothing, maps a column twice, or prescribes impossible frequencies.
        """
        if not self.pain and not self.routines:
            raise InputError(
                message("import error", "Say which column has pain ratings or a routine.")
            )
        used = [self.date_column]
        used += [column.column for column in self.pain]
        used += [column.column for column in self.routines]
        for name in used:
            if used.count(name) > 1:
                raise InputError(
                    message(
                        "import error",
                        "The column “{name}” cannot mean two things.",
                        name=name[:60],
                    )
                )
        targets = [(column.where, column.kind) for column in self.pain]
        for where, kind in targets:
            if targets.count((where, kind)) > 1:
                raise InputError(
                    message(
                        "import error",
                        "Two columns are given for {where}:{kind}.",
                        where=str(where),
                        kind=kind.value,
                    )
                )
        for routine in self.routines:
            if not 1 <= routine.times_a_week <= TIMES_A_WEEK_MAX:
                raise InputError(
                    message(
                        "import error",
                        "The routine “{name}” needs 1 to 7 times a week.",
                        name=routine.column[:60],
                    )
                )
