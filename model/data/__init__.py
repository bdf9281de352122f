"""Facts on the 393 municipalities of 1 January 2015, with their sources (SOURCES.md) and the code that reads
them.

`tables` reads and checks a table of municipalities, `boundaries` reads outlines to draw, and `statline`
rebuilds the shipped table from Statistics Netherlands.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
MUNICIPALITIES = FOLDER / "municipalities_2015.csv"
NEIGHBOURS = FOLDER / "neighbours_2015.csv"
