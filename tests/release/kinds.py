"""The kinds of sums there are, as the modules that write sums down name them."""

import re
from pathlib import Path

from wijkeconomie import release
from wijkeconomie.release import hierarchies

NAMED = re.compile(r'\bkind(?:=|": )"(\w+)"')


def all_kinds() -> list[str]:
    """Every kind a module of the release gives a block, and every dimension broken down."""
    folder = Path(next(iter(release.__path__)))
    sources = [file.read_text() for file in folder.glob("*.py")]
    named = {kind for text in sources if "Iterator[Block]" in text for kind in NAMED.findall(text)}
    return sorted(named | {dimension for dimension, _steps in hierarchies._parents()})
