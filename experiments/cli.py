"""The command `decdyn`: it parses, calls and prints, and leaves the work to others.

What is slow to import is imported inside the commands, so that `decdyn --help` answers at once.
"""

import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments import (
    ablation,
    calibration,
    challenge,
    comparison,
    discovery,
    ledger,
    limits,
    page,
    patterns,
    report,
    reverse,
    robustness,
    sensitivity,
    thresholds,
)
from experiments import app as browser_app
from experiments.asking import Cluster, Ensemble, Processes, Quiet
from experiments.console import DIFFERS, console_for_results, fail, plain_errors, progress_bar
from experiments.engines import Engine
from experiments.experiment import Sets
from experiments.language import NOT_OBSERVED

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.replicates import Results
    from model import Scenario

app = typer.Typer(
    help="Simulate how Dutch municipalities take up decentralised tasks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

ScenarioName = Annotated[str, typer.Argument(metavar="SCENARIO", help="A preset's name or a TOML file.")]


@app.command()
def run(
    scenario: ScenarioName,
    out: Annotated[Path, typer.Option(help="The folder to write the results to.")],
    replicates: Annotated[int, typer.Option(min=1, help="How many runs, each with a seed of its own.")] = 1,
    seed: Annotated[int, typer.Option(help="The first run's seed; the next count on from it.")] = 1,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Change a parameter; may be repeated."),
    ] = None,
    ensemble: Ensemble = Sets.DECLARED,
    engine: Annotated[
        Engine, typer.Option(help="What runs the model: the compiled engine, or the readable model in Mesa.")
    ] = Engine.COMPILED,
    boundaries: Annotated[
        Path | None, typer.Option(help="A TopoJSON or GeoJSON file of boundaries; adds a plain map.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace results that stand in the folder.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")] = False,
) -> None:
    """Run a scenario, print a summary and write tables and figures."""
    with plain_errors("run"):
        chosen = load(scenario, values or [])
        from experiments.capsule import fill_capsule, writing
        from experiments.figures import draw_all
        from experiments.provenance import provenance
        from experiments.replicates import consecutive_seeds, run_replicates

        outlines = read_outlines(boundaries)
        console = console_for_results(quiet)
        with writing(out, force) as folder:
            with progress_bar(console, chosen.title) as report:
                results = run_replicates(
                    chosen, consecutive_seeds(seed, replicates), report, engine, ensemble == Sets.PLAUSIBLE
                )
            fill_capsule(folder, results, draw_all(results, outlines), provenance(sys.argv[1:]))
        print_summary(console, results, out)


@app.command()
def scenarios(
    name: Annotated[str | None, typer.Argument(help="A preset or a TOML file, to see it in full.")] = None,
) -> None:
    """List the scenarios, or say in words what one changes."""
    with plain_errors("list"):
        from experiments.listings import presets, scenario_in_words
        from model import Scenario

        console = console_for_results()
        if name is None:
            console.print(presets())
            return
        for line in scenario_in_words(Scenario.load(name)):
            console.print(line, markup=False)


@app.command()
def parameters(
    group: Annotated[str | None, typer.Option(help="One group only, such as urgency.")] = None,
) -> None:
    """List the parameters: default, range, unit, meaning, evidence and status."""
    with plain_errors("list"):
        from experiments import listings

        console = console_for_results()
        for table in listings.parameters(group):
            console.print(table)


@app.command()
def outcomes() -> None:
    """List the outcomes: the summaries, one number a run, and what there is of each month."""
    with plain_errors("list"):
        from experiments import listings

        console = console_for_results()
        for table in listings.outcomes():
            console.print(table)


@app.command()
def municipality(
    name: Annotated[str, typer.Argument(help="A municipality's name or code, such as Utrecht or GM0344.")],
    scenario: Annotated[str, typer.Option(help="A preset's name or a TOML file.")] = "baseline",
    seed: Annotated[int, typer.Option(help="The run's seed.")] = 1,
) -> None:
    """Tell one municipality's years in plain sentences: what changed, when, and why."""
    with plain_errors("run"):
        chosen = load(scenario, [])
        from model.story import story

        console = console_for_results()
        for paragraph in story(chosen, name, seed):
            for line in paragraph.splitlines():
                console.print(hanging(line, console.width), markup=False, soft_wrap=True)
            console.print()


@app.command()
def benchmark(
    parts: Annotated[
        list[str] | None,
        typer.Argument(help="start, drivers, acts, frameworks, growth, memory, sampling; all by default."),
    ] = None,
    out: Annotated[Path, typer.Option(help="The JSON file to write.")] = Path("benchmark.json"),
    rounds: Annotated[int, typer.Option(min=1, help="Rounds in which jobs take turns; quick ones get more.")] = 5,
    page: Annotated[bool, typer.Option("--page", help="Put the table of all parts into model/PERFORMANCE.md.")] = False,
) -> None:
    """Measure what runs cost on this machine: start, drivers, threads, C, other frameworks, size, memory."""
    with plain_errors("benchmark"):
        from rich.markup import escape
        from rich.table import Table

        from experiments.benchmarks import report

        report.check(parts or [], out, report.PAGE if page else None)
        console = console_for_results()
        found = report.measured(parts or [], rounds, lambda text: typer.echo(text, err=True))
        report.write_json(found, out)
        if page:
            report.update_page(found)
        table = Table(*report.HEAD, title="Benchmark", title_justify="left")
        for row in report.rows(found):
            table.add_row(*map(escape, row))
        console.print(table)


@app.command()
def replay(
    capsule: Annotated[Path, typer.Argument(help="The folder of a finished run or experiment.")],
    processes: Processes = 0,
    cluster: Cluster = "",
    quiet: Quiet = False,
) -> None:
    """Make the runs of a capsule again, and say whether the numbers agree."""
    with plain_errors("replay"):
        from experiments.replay import replay as make_again
        from experiments.workers import Workers

        console = console_for_results(quiet)
        with progress_bar(console, f"Replaying {capsule.name}") as report:
            verdict = make_again(capsule, Workers(processes, cluster), report)
        for remark in verdict.remarks:
            console.print(remark, markup=False, soft_wrap=True)
        if verdict.agrees:
            console.print(f"The same to the last bit: {len(verdict.compared)} tables.")
            return
        fail("\n".join(("The numbers differ:", *verdict.differences)), DIFFERS)


app.command("evidence")(ledger.command)
app.command("compare")(comparison.command)
app.command("sensitivity")(sensitivity.command)
app.command("discover")(discovery.command)
app.command("robust")(robustness.command)
app.command("thresholds")(thresholds.command)
app.command("calibrate")(calibration.command)
app.command("validate")(patterns.command)
app.command("report")(report.command)
app.command("limits")(limits.command)
app.command("ablate")(ablation.command)
app.command("challenge")(challenge.command)
app.command("reverse")(reverse.command)
app.command("app")(browser_app.command)
app.command("page")(page.command)


def load(scenario: str, values: Sequence[str]) -> "Scenario":
    """A scenario with parameters changed as `--set` says. Raises Fault."""
    from model import Scenario

    chosen = Scenario.load(scenario)
    changes = dict(setting(text) for text in values)
    return chosen.with_(parameters=changes) if changes else chosen


def setting(text: str) -> tuple[str, float]:
    """The name and number in "name=value". Raises Fault, UnknownName."""
    from model.declaration import Fault
    from model.parameters import parameter

    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise Fault(f"--set: got {text!r}; allowed NAME=VALUE, such as cut_size=0.2")
    try:
        return parameter(name.strip()).name, float(value)
    except ValueError:
        raise Fault(f"--set {name.strip()}: got {value!r}; allowed a number") from None


def read_outlines(boundaries: Path | None) -> "dict[str, list] | None":
    """The rings of a boundary file, or None where none is given. Raises PopulationError."""
    if boundaries is None:
        return None
    from model.population import read_boundaries

    return read_boundaries(boundaries)


def print_summary(console: "Console", results: "Results", out: Path) -> None:
    """The summary's tables, and where the files are."""
    if console.quiet:
        return
    from experiments.summary import tables

    number = len(results.seeds)
    runs = "1 replicate" if number == 1 else f"{number} replicates; in brackets the lowest and the highest"
    console.print(f"{results.scenario.title}, {runs}\n", style="bold")
    if results.plausible:
        from experiments.course import on_sets

        console.print(on_sets(), soft_wrap=True)
    for table in tables(results):
        console.print(table)
    console.print(f"{NOT_OBSERVED} Tables, figures and manifest.json are in {out}", soft_wrap=True)


def hanging(line: str, width: int) -> str:
    """A line folded to a width; where it is indented, what follows is indented deeper."""
    indent = " " * 11 if line.startswith(" ") else ""
    return textwrap.fill(line, width, subsequent_indent=indent)


def main() -> None:
    """The command's start."""
    app()


if __name__ == "__main__":
    main()
