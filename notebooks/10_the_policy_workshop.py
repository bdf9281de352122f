# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 10 The policy workshop
#
# You have seen what makes municipalities change. Now you decide. Choose your levers, try them against the course of
# events as assumed, and defend what you did.

# %% [markdown]
# ## The question
#
# With a given budget: which policy reaches most of the goals, without making anybody pay for it in waiting, incidents
# or deficits?

# %%
from pandas import DataFrame

from experiments import lessons
from experiments.comparison.experiment import Comparison
from experiments.experiment import ensembles_of
from model import Scenario, simulate
from model.parameters import parameter

lessons.terms("transformatie", "raad", "draagvlak", "slagvaardigheid", "maatwerk")

# %% [markdown]
# Policies that others thought of, for inspiration. Each is a scenario of this project:

# %%
ideas = ["champions-as-directors", "participatory", "informed-councils", "coalition-agreements", "mandate-and-budget"]
lessons.sentences(f"`{name}`: {Scenario.load(name).description}" for name in ideas)

# %% [markdown]
# **Levers** are numbers that somebody could decide to move, and each has a price: the points that it takes to move it
# through its whole range. Half of the way costs half. You have ten points. Costs are not in the model, and nobody
# measured these prices: money, time and resistance are thrown together. Argue about them now, and change what you find
# absurd, *before* anything runs.

# %%
budget = 10
levers = {
    "informal_exchange": (6, "aldermen and officials: inform the council beforehand"),
    "participation": (8, "municipalities: decide together"),
    "communication": (6, "municipalities: say what the change means"),
    "learning": (24, "municipalities: reflect, and consult peers"),
    "mandate_start": (30, "municipalities: mandate and budget for new teams"),
    "high_position_share": (15, "municipalities: put champions in high seats"),
    "preparation": (12, "the state: announce the law so many months ahead"),
    "clarity": (10, "the state: say early what is required"),
    "cut_size": (60, "the state: the cut, as a part of the sum"),
}
prices = {name: price for name, (price, who) in levers.items()}
rows = [
    (name, who, *(getattr(parameter(name), at) for at in ("low", "default", "high")), price)
    for name, (price, who) in levers.items()
]
lessons.table(DataFrame(rows, columns=["lever", "who moves it", "lowest", "as assumed", "highest", "points"]))

# %% [markdown]
# ## Predict first
#
# The policy below moves one lever, communication. How far will goals in the last year rise? Goals run from 0 to 1. Make
# a new guess whenever you change the policy: put a number, such as 0.01 or -0.1, in place of `None`.

# %%
my_guess = None

guess = lessons.predict("Change in goals, last year:", my_guess)
guess

# %% [markdown]
# ## Run it
#
# **Here is a policy**, as an example. Make it yours: write your own title and levers, with commas between them, for
# instance `lessons.variant("baseline", "Talk first", informal_exchange=0.9, participation=0.7)`.

# %%
example = lessons.variant("baseline", "Say what it means", communication=0.8)
my_policy = example

# %%
baseline = lessons.variant("baseline", "As assumed")
cost = lessons.pricing.points(my_policy, baseline, prices)
free = lessons.pricing.unpriced(my_policy, baseline, prices)
lessons.say(
    f"“{my_policy.title}” costs **{cost:.1f}** of {budget} points."
    + (f" Not on the price list, so agree on a price: {', '.join(free)}." if free else "")
)

# %%
question = Comparison((baseline, my_policy), seeds=tuple(range(1, 13)))
runs = ensembles_of(question)
answer = question.findings(runs)

# %%
change = lessons.effects(runs["full"], ["goals_at_end"])["effect"].iloc[0]
guess.beside(change)

# %%
lessons.sentences(answer.answer)

# %%
lessons.figure_of(answer.figures, "outcomes", "effect of my policy on every outcome")

# %%
lessons.figure_of(answer.figures, "paths", "outcomes month by month, as assumed and under my policy")

# %% [markdown]
# ## Things to notice
#
# - A filled dot is told apart from luck, an open one is not. With twelve pairs of runs small effects stay open.
# - When does your policy begin to pay? Who has left office by then?
# - Does anything get worse first? In which panel?
# - An effect in “times the noise” is a size: so many times what luck alone makes of one run. How sure it is, the
#   interval and the filled dot say; what it is worth, neither does.

# %%
names = ["goals_at_end", "balance_at_end", "waiting_at_end", "all_incidents", "tempo"]
effects = lessons.effects(runs["full"], names)
lessons.table(effects, places=3)

# %% [markdown]
# ## Things to try
#
# - One lever at a time, then both. Is the whole more than the sum?
# - Try your policy in harder times: put `"deep-cut-without-time"` in place of `"baseline"`, in both scenarios.
# - A policy can also be dated and placed, at a price that you agree on:
#   `interventions=[{"kind": "champion", "seat": "director", "from": "2014-03", "where": {"size_classes": ["large"]}}]`
#   after the title.

# %% [markdown]
# ## Exercise
#
# Here is what the whole budget buys when it is put on one lever, or as much of it as that lever can take:

# %%
alone = [
    lessons.variant("baseline", name, **{name: lessons.pricing.reached(name, budget, price, name == "cut_size")})
    for name, price in prices.items()
]
singly = simulate([baseline, *alone], seeds=question.seeds)
worth = lessons.effects(singly, names).pivot(index="scenario", columns="outcome", values="effect")
worth = worth.loc[list(prices)].rename_axis("lever")
worth.insert(0, "points", [lessons.pricing.points(each, baseline, prices) for each in alone])
goals_alone = lessons.effects(singly, ["goals_at_end"])["effect"]
lessons.table(worth, places=3)

# %% [markdown]
# Do better: within the budget reach more of the goals than any lever alone, and worsen nothing clearly: not waiting,
# not incidents, not the balance. Change `my_policy` above, run all cells from there, and then this one. You may worsen
# something if you can defend it; the check only names it.

# %%
lessons.exercises.policy(effects, my_policy != example, cost, budget, to_beat=goals_alone.max())

# %% [markdown]
# **Defend it.** Write three sentences here, for a council that must vote on it:
#
# 1. What we do, and who does it.
# 2. What we expect of it, from when on, and how sure that is.
# 3. What would make us stop.

# %% [markdown]
# ## For the teacher
#
# - One and a half to two hours, in groups of three: one proposes, one runs, one attacks. End with a round of defences
#   in which the others may ask only “what would make you stop?”.
# - Costs of levers are not in the model; the prices were made up for this lesson. Let groups bargain about them before
#   they know what a lever does. At another price another policy wins: that is the point.
# - A policy that wins here wins in one assumed world. Notebook 12 tries policies in many.
# - Nothing here may be used to advise a real municipality; what carries over is the way of arguing.

# %% [markdown]
# ## The evidence behind it

# %%
lessons.evidence("B11", "B14", "C5", "C10", "D2", "D13", "D15")
