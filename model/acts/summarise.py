"""What a finished run comes down to: one number for each declared summary."""

import math

from model.outcomes import COLUMN
from model.rule import rule
from model.summaries import OVER_LAST_YEAR, SUMMARIES
from model.typology import CAUTIOUS, CHANGER, tempo_years, type_of

COLUMNS = len(SUMMARIES)
LAST_YEARS = len(OVER_LAST_YEAR)
YEAR = 12
GOALS = 6
"""The first of OVER_LAST_YEAR, so many, are goals."""

# fmt: off
(
    TEMPO, TEMPO_SPREAD, MONTHS_TO_HALF, INGEZET_AT_DATE, CHANGER_AT_DATE, CAUTIOUS_CHANGER_AT_DATE, CAUTIOUS_AT_DATE,
    CHANGER_AT_END, CAUTIOUS_CHANGER_AT_END, CAUTIOUS_AT_END, EMBEDDED_AT_END, ALL_STARTS, ALL_FAILURES, ALL_INCIDENTS,
    WITH_TEAM_AT_LAW, READY_AT_LAW, GOALS_AT_END, FIRST_AT_END,
) = range(COLUMNS - LAST_YEARS + 1)
# fmt: on
LAST_YEAR_OF = tuple(COLUMN[name] for name in OVER_LAST_YEAR)
SHARE_WITH_TEAM, SHARE_READY = COLUMN["share_with_team"], COLUMN["share_ready"]


@rule
def summarise(row, series, municipalities, law_month, type_month, p):
    """Write the summaries of a finished run into `row`, from its recorded outcomes and its municipalities' states."""
    for column in range(COLUMNS):
        row[column] = 0.0
    number, months = len(municipalities), len(series)
    years = tempo_years(law_month, months)
    for place in range(number):
        add_municipality(row, municipalities[place], years, p)
    for column in range(COLUMNS):
        if column != ALL_INCIDENTS:
            row[column] = row[column] / number
    row[TEMPO_SPREAD] = spread_of_tempo(municipalities, row[TEMPO], years)
    row[MONTHS_TO_HALF] = months_to_half(municipalities, months)
    if type_month >= months:
        row[INGEZET_AT_DATE] = row[CHANGER_AT_DATE] = math.nan
        row[CAUTIOUS_CHANGER_AT_DATE] = row[CAUTIOUS_AT_DATE] = math.nan
    at_law = law_month - 1
    reached = 0 <= at_law < months
    row[WITH_TEAM_AT_LAW] = series[at_law][SHARE_WITH_TEAM] if reached else math.nan
    row[READY_AT_LAW] = series[at_law][SHARE_READY] if reached else math.nan
    goals = 0.0
    for place in range(LAST_YEARS):
        last_year = over_last_year(series, LAST_YEAR_OF[place])
        row[FIRST_AT_END + place] = last_year
        if place < GOALS:
            goals += last_year
    row[GOALS_AT_END] = goals / GOALS


@rule
def add_municipality(row, municipality, years, p):
    """Add one municipality to the sums."""
    m = municipality
    row[TEMPO] += m.embedded_in_window / years
    row[INGEZET_AT_DATE] += m.ingezet_at_date
    at_date = type_of(m.ingezet_at_date, m.ingezet_in_cell_at_date, p.changer_from, p.cautious_to)
    row[of_type(at_date, CHANGER_AT_DATE, CAUTIOUS_CHANGER_AT_DATE, CAUTIOUS_AT_DATE)] += 1.0
    at_end = type_of(m.ingezet, m.ingezet_in_cell, p.changer_from, p.cautious_to)
    row[of_type(at_end, CHANGER_AT_END, CAUTIOUS_CHANGER_AT_END, CAUTIOUS_AT_END)] += 1.0
    row[EMBEDDED_AT_END] += m.embedded
    row[ALL_STARTS] += m.all_starts
    row[ALL_FAILURES] += m.all_drops
    row[ALL_INCIDENTS] += m.all_incidents


@rule
def of_type(kind, changer, cautious_changer, cautious):
    """The column among three that belongs to a type."""
    if kind == CHANGER:
        return changer
    return cautious if kind == CAUTIOUS else cautious_changer


@rule
def spread_of_tempo(municipalities, mean, years):
    """The standard deviation of tempo between municipalities."""
    squares = 0.0
    for place in range(len(municipalities)):
        apart = municipalities[place].embedded_in_window / years - mean
        squares += apart * apart
    return math.sqrt(squares / len(municipalities))


@rule
def months_to_half(municipalities, months):
    """How many months it took until half of the municipalities had their eighth measure deployed; NaN for never."""
    for month in range(months):
        there = 0
        for place in range(len(municipalities)):
            if 0 <= municipalities[place].eighth_month <= month:
                there += 1
        if 2 * there >= len(municipalities):
            return month + 1.0
    return math.nan


@rule
def over_last_year(series, column):
    """The mean of an outcome over the last twelve months."""
    first = max(0, len(series) - YEAR)
    total = 0.0
    for month in range(first, len(series)):
        total += series[month][column]
    return total / (len(series) - first)
