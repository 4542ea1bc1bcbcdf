"""The benchmark runs through and prints its ratios; how fast anything is, no test asserts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

RUN = Path(__file__).with_name("run.py")
LINE = re.compile(r"^ *(.*?) +\d+\.\d\d (?:≤ (\d+\.\d)) +(?:met|NOT MET) ")


def test_every_promised_ratio_is_printed_and_written(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    command = [sys.executable, str(RUN), "--quick", "--json", str(report)]
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONUTF8="1")
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    printed = [found for found in map(LINE.match, done.stdout.splitlines()) if found]
    assert [float(found[2]) for found in printed] == [
        *(1.3, 3.5), *(2.0, 2.0, 1.5), 3.0, 3.0, 3.0, *(1.0, 1.0, 1.0, 1.0), 5.0,
        *(20.0, 3.0, 1.0),
    ]  # fmt: skip
    written = json.loads(report.read_text(encoding="utf-8"))
    promised = [line for line in written["lines"] if line["target"] is not None]
    assert [line["name"].strip() for line in promised] == [found[1] for found in printed]
    assert all(line["ours"] and line["theirs"] and line["ratio"] > 0 for line in promised)
    assert written["entries"] > 19_000
