"""Report: one HTML file for a policy reader, from one or more capsules. `decdyn report` writes it."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.asking import Quiet


def command(
    capsules: Annotated[
        list[Path], typer.Argument(metavar="CAPSULE...", help="Folders of finished runs or experiments.")
    ],
    out: Annotated[Path, typer.Option(help="The HTML file to write.")] = Path("report.html"),
    lang: Annotated[str, typer.Option(help="The report's language: en or nl.")] = "en",
    force: Annotated[bool, typer.Option("--force", help="Replace a page that stands there.")] = False,
    quiet: Quiet = False,
) -> None:
    """Make one self-contained page from capsules: question, answer, figures, tables, assumptions, how to replay."""
    from experiments.console import console_for_results, plain_errors

    with plain_errors("report"):
        from experiments.report.page import check_out, page
        from experiments.report.reading import read
        from model.language import speaking

        with speaking(lang):
            check_out(out, force)
            text = page([read(folder) for folder in capsules])
        out.write_text(text, encoding="utf-8")
        console_for_results(quiet).print(
            f"{out}: {len(text.encode()) / 1e6:.1f} MB. Open it in a browser; it needs nothing else.", soft_wrap=True
        )
