"""What ablation gives, in a table of mechanisms and in sentences."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from experiments.ablation.experiment import AS_IT_IS, NULL
from experiments.patterns.pattern import Kind
from experiments.patterns.variants import NEEDED, ONLY_WITHOUT, caution
from experiments.patterns.verdicts import Verdict

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.ablation.experiment import Ablation


def by_mechanism(asked: "Ablation", verdicts: "DataFrame") -> "DataFrame":
    """A row for each mechanism: its label and evidence, the patterns that need it, those shown only without it, those
    of which a statistic moves, and how many statistics move in all.
    """
    rows = []
    for each in asked.taken_out():
        mine = verdicts[verdicts["variant"] == each.name]
        rows.append(
            {
                "mechanism": each.name,
                "label": each.label,
                "evidence": " ".join(each.evidence),
                "needed_by": " ".join(mine["pattern"][mine["need"] == NEEDED]),
                "shown_only_without": " ".join(mine["pattern"][mine["need"] == ONLY_WITHOUT]),
                "moves": " ".join(mine["pattern"][mine["moved"] > 0]),
                "statistics_moved": int(mine["moved"].sum()),
            }
        )
    return pd.DataFrame(rows)


def sentences(asked: "Ablation", verdicts: "DataFrame", mechanisms: "DataFrame", failed: int) -> list[str]:
    """The answer: what the null model shows, what no pattern needs, what survives everything, then each mechanism."""
    told = [f"{failed} runs failed; their seeds are left out of the patterns concerned."] if failed else []
    told += caution(asked.seeds)
    shown = codes(verdicts, AS_IT_IS)
    told.append(
        f"As it is the model shows {listed(shown)} of {len(asked.scored())} patterns scored; only these can be lost. "
        f"A mechanism that is held keeps what it sets at its first month's value. Verdicts are means over "
        f"{len(asked.seeds)} seeds, the same in all variants."
    )
    told += [on_null_model(verdicts), on_unneeded(mechanisms, len(shown)), on_survivors(asked, verdicts, shown)]
    for _, row in mechanisms.iterrows():
        told.append(on_mechanism(row))
    return told


def codes(verdicts: "DataFrame", variant: str, kind: Kind | None = None) -> list[str]:
    """The patterns that a variant shows, of one kind or of all."""
    mine = verdicts[(verdicts["variant"] == variant) & (verdicts["verdict"] == str(Verdict.SHOWN))]
    return [code for code, its in zip(mine["pattern"], mine["kind"], strict=True) if kind in (None, Kind(its))]


def on_null_model(verdicts: "DataFrame") -> str:
    """What is still shown with every mechanism held; no emergent pattern should be."""
    mine = verdicts[verdicts["variant"] == NULL]
    emergent, shown = codes(verdicts, NULL, Kind.EMERGENT), codes(verdicts, NULL)
    scored = int((mine["kind"] == str(Kind.EMERGENT)).sum())
    if not scored:
        return f"The null model, with every mechanism held, shows {listed(shown)}; no emergent pattern was scored."
    verdict = "as it should be" if not emergent else "against what it should: what needs no mechanism shows none"
    others = [code for code in shown if code not in emergent]
    of = counted(scored, "emergent pattern")
    return (
        f"The null model, with every mechanism held, shows {listed(emergent)} of {of}, {verdict}; "
        f"of the others it shows {listed(others)}."
    )


def on_unneeded(mechanisms: "DataFrame", shown: int) -> str:
    """The mechanisms without which no pattern is lost."""
    idle = mechanisms[mechanisms["needed_by"] == ""]
    inert = idle[idle["statistics_moved"] == 0]
    if idle.empty:
        return f"Each of the {len(mechanisms)} mechanisms is needed by one of the {shown} patterns shown or more."
    text = f"No pattern needs {len(idle)} of {len(mechanisms)} mechanisms: {listed(idle['label'])}."
    if len(inert):
        text += f" No statistic moves at all without {listed(inert['label'])}."
    return text


def on_survivors(asked: "Ablation", verdicts: "DataFrame", shown: Sequence[str]) -> str:
    """The patterns that no single mechanism takes away, those that even the null model keeps, and those gained."""
    single = verdicts[verdicts["variant"].isin([each.name for each in asked.taken_out()])]
    lost = set(single["pattern"][single["need"] == NEEDED])
    survivors = [code for code in shown if code not in lost]
    text = f"Without any one mechanism these are still shown: {listed(survivors)}."
    gained = single[single["need"] == ONLY_WITHOUT]
    if len(gained):
        by_pattern = gained.groupby("pattern", sort=False)["variant"].agg(listed)
        told = "; ".join(f"{code} without {names}" for code, names in by_pattern.items())
        text += f" Shown only without a mechanism: {told}."
    return text


def on_mechanism(row: "pd.Series") -> str:
    """What becomes of the patterns without one mechanism."""
    parts = [f"lost: {listed(row['needed_by'].split())}"] if row["needed_by"] else ["nothing lost"]
    if row["shown_only_without"]:
        parts.append(f"gained: {listed(row['shown_only_without'].split())}")
    moves = row["moves"].split()
    moved = (
        f"statistics moved: {row['statistics_moved']} of {counted(len(moves), 'pattern')}" if moves else "none moved"
    )
    return f"Without {row['label']}: {'; '.join(parts)}; {moved}."


def counted(number: int, name: str) -> str:
    """A number of things, in the singular or the plural."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def listed(names: "Sequence[str] | pd.Series") -> str:
    """Names in a row, or "none"."""
    return ", ".join(names) or "none"
