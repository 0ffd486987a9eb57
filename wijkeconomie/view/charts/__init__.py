"""Charts in one style: what a page, a file and a sheet of paper show alike."""

from wijkeconomie.view.charts.bars import bars
from wijkeconomie.view.charts.drawn import Drawn, drawn, has_figures
from wijkeconomie.view.charts.figure import html
from wijkeconomie.view.charts.least import OPEN
from wijkeconomie.view.charts.lines import trend
from wijkeconomie.view.charts.marks import Band, Break, Marks
from wijkeconomie.view.charts.multiples import multiples
from wijkeconomie.view.charts.placing import Axis
from wijkeconomie.view.charts.scatter import scatter
from wijkeconomie.view.charts.style import SEPARATORS, Chart, styled

__all__ = [
    "OPEN",
    "SEPARATORS",
    "Axis",
    "Band",
    "Break",
    "Chart",
    "Drawn",
    "Marks",
    "bars",
    "drawn",
    "has_figures",
    "html",
    "multiples",
    "scatter",
    "styled",
    "trend",
]
