"""Charts as plain SVG: the same on page, on paper and in a file, without a script.

Every chart is drawn twice, for a wide and for a narrow place; the stylesheet shows the
one that fits. Colours are classes of the stylesheet, so that light, dark and print differ
there only. Every chart carries a title and a description, and has a table as its twin.
A page of the app shows them with `wijkmap.ui.pictures.picture`.
"""

from wijkmap.present.charts.bars import Bar, count_bars
from wijkmap.present.charts.cloud import CloudPoint, CloudView, cloud_chart
from wijkmap.present.charts.dumbbell import DumbbellRow, dumbbell_chart, dumbbell_table
from wijkmap.present.charts.flow import Band, Stop, flow_chart
from wijkmap.present.charts.groupmap import GroupArea, group_map, swatch
from wijkmap.present.charts.scale import position_scale
from wijkmap.present.charts.timeline import Event, timeline_strip, year_of
from wijkmap.present.charts.trend import Mark, Series, trend_chart, trend_drawing, trend_table

__all__ = [
    "Band",
    "Bar",
    "CloudPoint",
    "CloudView",
    "DumbbellRow",
    "Event",
    "GroupArea",
    "Mark",
    "Series",
    "Stop",
    "cloud_chart",
    "count_bars",
    "dumbbell_chart",
    "dumbbell_table",
    "flow_chart",
    "group_map",
    "position_scale",
    "swatch",
    "timeline_strip",
    "trend_chart",
    "trend_drawing",
    "trend_table",
    "year_of",
]
