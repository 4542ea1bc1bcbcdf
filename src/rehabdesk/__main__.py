"""`python -m rehabdesk` does the same as the command `rehabdesk`."""

from __future__ import annotations

import sys

from rehabdesk.app.main import main

if __name__ == "__main__":
    sys.exit(main())
