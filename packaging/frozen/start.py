"""What the frozen program starts with."""

from __future__ import annotations

import sys

from rehabdesk.app.main import main

sys.exit(main())
