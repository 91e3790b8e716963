"""How much the tests try of what is alike: a part of it in a usual run, and all of it with THOROUGH=1."""

from __future__ import annotations

import os

THOROUGH = bool(os.environ.get("THOROUGH"))
