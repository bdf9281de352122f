"""The ledger of evidence: what every mechanism and every number rests on, and how much of the answer does.

`decdyn evidence`, or `python -m experiments.ledger`. Light, for `decdyn --help`.
"""

from pathlib import Path
from typing import Annotated

import typer

from experiments.console import console_for_results, plain_errors


def command(
    mechanism: Annotated[str | None, typer.Option(help="One mechanism only, in full.")] = None,
    claim: Annotated[
        str | None, typer.Option(help="One claim or figure only, such as A9 or 'fig. 4.4': what it is used by.")
    ] = None,
    sensitivity: Annotated[
        Path | None,
        typer.Option(help="The folder of a finished `decdyn sensitivity sobol`; results/evidence where it is there."),
    ] = None,
    outcome: Annotated[str, typer.Option(help="The summary whose variance is shared out.")] = "tempo",
    out: Annotated[
        Path | None, typer.Option(help="The folder to write the capsule to: answer, tables, figure.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace results that stand in the folder.")] = False,
) -> None:
    """List every mechanism and number with what it rests on, and what each claim is used by.

    With a sensitivity analysis: which share of the variance of tempo rests on assumptions.
    """
    with plain_errors("list"):
        from experiments.ledger import printed
        from experiments.ledger.files import write_capsule
        from model.declaration import Fault

        if mechanism is not None and claim is not None:
            raise Fault("--mechanism and --claim: got both; allowed one")
        console = console_for_results()
        if mechanism is not None:
            shown = printed.one_mechanism(mechanism)
        elif claim is not None:
            shown = printed.one_claim(claim)
        else:
            shown = printed.everything(sensitivity, outcome)
        for part in shown:
            console.print(part, markup=False, soft_wrap=isinstance(part, str))
        if out is not None:
            write_capsule(out, sensitivity, outcome, force)
            console.print(f"\nAnswer, tables, figure and manifest.json are in {out}", markup=False, soft_wrap=True)
