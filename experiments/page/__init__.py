"""The page: the widget with runs made beforehand, in one file that opens from disk. For classes without Python."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.asking import Quiet
from experiments.console import console_for_results, plain_errors, progress_bar


def command(
    out: Annotated[Path, typer.Option("--out", help="The HTML file to write.")],
    replicates: Annotated[int, typer.Option("--replicates", min=1, help="How many seeds; all runs meet the same.")] = 8,
    seed: Annotated[int, typer.Option("--seed", help="The first seed; the next count on from it.")] = 1,
    lang: Annotated[str, typer.Option("--lang", help="The language it opens in: en or nl.")] = "en",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write a page for a class: sliders over runs made beforehand, in one file that needs nothing else."""
    with plain_errors("page"):
        from experiments.page.making import Lesson, check_destination, write
        from experiments.replicates import consecutive_seeds

        check_destination(out, force)
        lesson = Lesson(seeds=consecutive_seeds(seed, replicates), language=lang)
        console = console_for_results(quiet)
        with progress_bar(console, "Making the page") as report:
            size = write(lesson, out, report)
        console.print(
            f"{out}: {size / 1e6:.1f} MB. It opens in any browser made since 2023, and asks nothing of the internet.",
            soft_wrap=True,
        )
