"""The choices that later stages read."""

import json
from pathlib import Path
from typing import Any


def read_choice(path: str | Path) -> dict[str, Any]:
    """Read what was found out about the number of clusters; see `scripts/choose_number.py`."""
    return json.loads(Path(path).read_text(encoding="utf-8"))


def read_number(path: str | Path) -> int:
    """Read how many clusters to look for."""
    return int(read_choice(path)["clusters"])
