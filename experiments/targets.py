"""Where the baseline stands: calibration targets, what goes beside them, and emergent patterns it lets one read.

`python -m experiments.targets [--seeds 20]` runs the baseline under that many seeds and prints the median of each
statistic over them, beside the threshold. K is a calibration target (the defaults were set by hand with it in view),
J and V go beside it, E is emergent: nothing is fitted to it.
"""

import argparse
from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from experiments.patterns.looking import GOALS, teams
from experiments.patterns.p14 import ATTRIBUTES
from experiments.patterns.reckoning import partial
from model import Scenario
from model.country import Country
from model.engine import Run
from model.measures import EMBEDDED, REORGANISATION
from model.outcomes import COLUMN
from model.population import Population, size_class
from model.rules.likeness import DENSITY, ELDERLY, INCOME
from model.typology import CAUTIOUS, CAUTIOUS_CHANGER, CHANGER, TEMPO_YEARS, types_of

END_OF_2015, END_OF_2016, END_OF_2019 = "2015-12", "2016-12", "2019-12"

TARGETS = (
    ("P1", "K", "share of cautious changers, May 2015", "cautious_changer", "0.40 to 0.60"),
    ("P1", "K", "the same, cut-offs one lower", "cautious_changer_lenient", "0.30 to 0.70"),
    ("P1", "K", "the same, cut-offs one higher", "cautious_changer_strict", "0.30 to 0.70"),
    ("P2", "K", "changers among the large, relative", "changer_large", "1.5 or more"),
    ("P2", "K", "cautious changers among the small, relative", "cautious_changer_small", "1.1 or more"),
    ("P2", "K", "cautious among the middle-sized, relative", "cautious_middle", "1.2 or more"),
    ("P25", "K", "with a social team, January 2013", "team_2013_01", "0.25 or less"),
    ("P25", "K", "with a social team, October 2014", "team_2014_10", "0.63 to 0.75"),
    ("P25", "K", "with a social team, December 2015", "team_2015_12", "0.827 to 0.913"),
    ("P25", "K", "steepest half-year within 2014-2015 (0 or 1)", "steepest_in_window", "1"),
    ("P3", "J", "rank correlation of size and tempo", "size_tempo", "below 0.20 either way"),
    ("P3", "J", "decline: difference in tempo, Cohen's d", "decline_tempo", "below 0.3 either way"),
    ("P3", "J", "partial, elderly and tempo given size", "elderly_tempo", "below 0.15 either way"),
    ("P4", "J", "partial, income and tempo given size and urbanity", "income_tempo", "below 0.15 either way"),
    ("P4", "J", "rank correlation of income and caseload", "income_caseload", "-0.3 or less"),
    ("P10", "V", "share ready, 1 January 2015", "ready_2015_01", "0.98 or more"),
    ("P10", "V", "share not ready, September 2014", "not_ready_2014_09", "0.30 to 0.70"),
    ("P10", "V", "coefficient of variation of deployed measures", "variation_deployed", "0.5 or more"),
    ("P14", "E", "teams with breadth below 0.4, December 2015", "narrow_teams", "0.60 or more"),
    ("P14", "E", "teams with integration below 0.5", "unintegrated_teams", "0.50 or more"),
    ("P14", "E", "mean informal ties", "informal_ties", "below 0.4"),
    ("P14", "E", "teams with work participation lowest", "work_lowest", "0.60 or more"),
    ("P14", "E", "smallest yearly rise of an attribute, 2015-2019", "least_rise", "above 0"),
    ("P14", "E", "largest yearly rise of an attribute, 2015-2019", "most_rise", "0.12 or less"),
    ("P18", "E", "rank correlation of tempo and goals, end", "tempo_goals", "0.1 to 0.5"),
    ("P18", "E", "slower half that reaches the fast quarter's goals", "slow_arrivals", "0.20 or more"),
    ("P18", "E", "their failures per embedding, relative", "slow_failures", "0.7 or less"),
    ("P26", "E", "address density and informal ties of teams", "density_ties", "-0.3 or less"),
    ("P26", "E", "address density and tempo", "density_tempo", "below 0.2 either way"),
    ("P28", "E", "reorganised among changers, end of 2016", "reorganised_changers", "0.10 to 0.50"),
    ("P28", "E", "reorganised among the others", "reorganised_others", "below 0.05"),
)
"""Pattern, kind, statistic in words, its name, threshold."""


def types(country: Country, at_date: bool, shift: int, cut_offs: tuple[float, float]) -> np.ndarray:
    """Return the type of each municipality, on the type date or at the end, with cut-offs moved by `shift`."""
    suffix = "_at_date" if at_date else ""
    rows = country.municipalities
    changer_from, cautious_to = cut_offs
    return types_of(rows[f"ingezet_in_cell{suffix}"], changer_from + shift, cautious_to + shift)


def type_statistics(country: Country, cut_offs: tuple[float, float]) -> dict[str, float]:
    """Return P1 and P2."""
    kinds = types(country, True, 0, cut_offs)
    size = size_class(country.municipalities["population"])

    def relative(kind: int, which: str) -> float:
        overall = (kinds == kind).mean()
        return float((kinds[size == which] == kind).mean() / overall) if overall else float("nan")

    return {
        "cautious_changer": (kinds == CAUTIOUS_CHANGER).mean(),
        "cautious_changer_lenient": (types(country, True, -1, cut_offs) == CAUTIOUS_CHANGER).mean(),
        "cautious_changer_strict": (types(country, True, 1, cut_offs) == CAUTIOUS_CHANGER).mean(),
        "changer_large": relative(CHANGER, "large"),
        "cautious_changer_small": relative(CAUTIOUS_CHANGER, "small"),
        "cautious_middle": relative(CAUTIOUS, "middle"),
    }


def spread_statistics(series: np.ndarray, scenario: Scenario) -> dict[str, float]:
    """Return P25 and P10's readiness."""
    with_team, ready = series[:, COLUMN["share_with_team"]], series[:, COLUMN["share_ready"]]
    first, last = scenario.month_of("2014-01"), scenario.month_of("2015-12")
    half_years = with_team[6:] - with_team[:-6]
    steepest = int(np.argmax(half_years))
    return {
        "team_2013_01": with_team[0],
        "team_2014_10": with_team[scenario.month_of("2014-10")],
        "team_2015_12": with_team[last],
        "steepest_in_window": float(first <= steepest + 1 and steepest + 6 <= last),
        "ready_2015_01": ready[scenario.month_of("2014-12")],
        "not_ready_2014_09": 1.0 - ready[scenario.month_of("2014-09")],
    }


def context_statistics(country: Country, decline: np.ndarray) -> dict[str, float]:
    """Return P3, P4 and P26."""
    rows = country.municipalities
    tempo, size, traits = rows["embedded_in_window"] / TEMPO_YEARS, rows["population"], rows["traits"]
    with_team = rows["number_of_teams"] > 0
    apart = tempo[decline == 1].mean() - tempo[decline == 0].mean()
    pooled = np.sqrt((tempo[decline == 1].var(ddof=1) + tempo[decline == 0].var(ddof=1)) / 2.0)
    return {
        "size_tempo": spearmanr(size, tempo)[0],
        "decline_tempo": apart / pooled,
        "elderly_tempo": partial(traits[:, ELDERLY], tempo, size),
        "income_tempo": partial(traits[:, INCOME], tempo, size, traits[:, DENSITY]),
        "income_caseload": spearmanr(traits[with_team, INCOME], rows["team_load"][with_team])[0],
        "density_ties": spearmanr(traits[with_team, DENSITY], rows["team_informal_ties"][with_team])[0],
        "density_tempo": spearmanr(traits[:, DENSITY], tempo)[0],
        "variation_deployed": rows["ingezet_at_date"].std() / rows["ingezet_at_date"].mean(),
    }


def team_statistics(in_2015: Country, in_2019: Country) -> dict[str, float]:
    """Return P14; all attributes are born at 0.5."""
    before, after = teams(in_2015), teams(in_2019)
    rises = [(after[name].mean() - before[name].mean()) / 4.0 for name in ATTRIBUTES]
    return {
        "narrow_teams": (before["breadth"] < 0.4).mean(),
        "unintegrated_teams": (before["integration"] < 0.5).mean(),
        "informal_ties": before["informal_ties"].mean(),
        "work_lowest": (before[list(ATTRIBUTES)].idxmin(axis=1) == "work_participation").mean(),
        "least_rise": min(rises),
        "most_rise": max(rises),
    }


def outcome_statistics(country: Country) -> dict[str, float]:
    """Return the parts of P18 that one run shows."""
    rows = country.municipalities
    tempo = rows["embedded_in_window"] / TEMPO_YEARS
    goals = np.mean([rows[goal] for goal in GOALS], axis=0)
    fast = tempo >= np.quantile(tempo, 0.75)
    slow = tempo < np.median(tempo)
    arrived = slow & (goals >= np.median(goals[fast]))

    def failures(group: np.ndarray) -> float:
        embedded = rows["embedded"][group].sum()
        return float(rows["all_drops"][group].sum() / embedded) if embedded else float("nan")

    return {
        "tempo_goals": spearmanr(tempo, goals)[0],
        "slow_arrivals": arrived.sum() / max(1, slow.sum()),
        "slow_failures": failures(arrived) / failures(fast),
    }


def reorganisation_statistics(at_2016: Country, cut_offs: tuple[float, float]) -> dict[str, float]:
    """Return P28."""
    changer = types(at_2016, False, 0, cut_offs) == CHANGER
    reorganised = at_2016.municipalities["stage"][:, REORGANISATION] == EMBEDDED
    return {
        "reorganised_changers": reorganised[changer].mean() if changer.any() else float("nan"),
        "reorganised_others": reorganised[~changer].mean(),
    }


def statistics(scenario: Scenario, seed: int) -> dict[str, float]:
    """Return every statistic of one seed."""
    p = scenario.parameter_values()
    cut_offs = (p.changer_from, p.cautious_to)

    run = Run(scenario, seed)

    def until(date: str) -> Country:
        return run.go_on(scenario.month_of(date) + 1).country.copied()

    in_2015, at_2016, in_2019 = (until(date) for date in (END_OF_2015, END_OF_2016, END_OF_2019))
    series, country = run.go_on().series, run.country
    decline = Population.netherlands().table["decline"].to_numpy()
    return {
        **type_statistics(country, cut_offs),
        **spread_statistics(series, scenario),
        **context_statistics(country, decline),
        **team_statistics(in_2015, in_2019),
        **outcome_statistics(country),
        **reorganisation_statistics(at_2016, cut_offs),
    }


def board(scenario: Scenario, seeds: Sequence[int]) -> pd.DataFrame:
    """Return one row a statistic: pattern, kind, statistic, median, lowest and highest over seeds, threshold."""
    values = pd.DataFrame([statistics(scenario, seed) for seed in seeds])
    rows = [
        (pattern, kind, words, values[name].median(), values[name].min(), values[name].max(), threshold)
        for pattern, kind, words, name, threshold in TARGETS
    ]
    together = ((values["changer_large"] >= 1.5) & (values["cautious_changer_small"] >= 1.1)) & (
        values["cautious_middle"] >= 1.2
    )
    rows.insert(6, ("P2", "K", "share of seeds with all three", together.mean(), np.nan, np.nan, "0.80 or more"))
    return pd.DataFrame(rows, columns=["pattern", "kind", "statistic", "median", "lowest", "highest", "threshold"])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the board."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20, help="how many seeds, from 0 on (20)")
    chosen = parser.parse_args(arguments)
    if chosen.seeds < 1:
        parser.error(f"--seeds: got {chosen.seeds}; allowed 1 or more")
    print(
        board(Scenario.load("baseline"), range(chosen.seeds)).to_string(
            index=False, float_format=lambda value: f"{value:.2f}", na_rep=""
        )
    )


if __name__ == "__main__":
    main()
