"""What pages are called."""

import re
from html import unescape

from streamlit.testing.v1 import AppTest

TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>")


def titles(app: AppTest) -> list[str]:
    """Titles of a page: Streamlit's own, and those in HTML."""
    written = "".join(each.proto.body for each in app.get("html"))
    return [*(each.value for each in app.title), *map(unescape, TITLE.findall(written))]
