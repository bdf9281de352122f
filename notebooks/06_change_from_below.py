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
# # 6 Change from below
#
# A social team (*sociaal team*) finds that something works, and does it again. Does the town hall notice? And when it
# does, what becomes of it?

# %% [markdown]
# ## The question
#
# When does the practice of teams become the policy of a municipality: with room, with mandate and budget, or when a
# council keeps its grip?

# %%
from experiments import lessons
from model import simulate

lessons.terms("sociaal team", "maatwerk", "kanteling", "draagvlak")

# %% [markdown]
# ## Predict first
#
# Of all measures that are embedded at the end: which part began in a team, and not at the top? Guess for the country as
# assumed: put a number, in per cent, in place of `None`, and run the cell.

# %%
my_guess = None

guess = lessons.predict("Embedded measures that began in a team:", my_guess, unit="%")
guess

# %% [markdown]
# ## Run it

# %%
as_assumed = lessons.variant("baseline", "As assumed")
room = lessons.variant("room-from-below", "Room from below")
mandate = lessons.variant("mandate-and-budget", "Mandate and budget")
grip = lessons.variant("hierarchical", "Hierarchy", learning=0.1, mandate_start=0.0)

countries = [as_assumed, room, mandate, grip]
runs = simulate(countries, seeds=range(1, 9), series=["team_mandate", "learning", "embedded"], states=True)

# %%
origins = lessons.from_below(runs)
shares = origins["share from teams"]
guess.beside(100 * shares["As assumed"])

# %%
lessons.table(origins, places=3)

# %%
lessons.over_time(runs, "team_mandate", "learning")

# %%
lessons.paired(runs, "goals_at_end")

# %% [markdown]
# ## Things to notice
#
# - Are the shares large? Before you say that teams do not matter: what the top had already begun counts as the top's,
#   though a team may have shown how. What the top only had in mind counts as the team's once its practice is noticed.
# - Which country has most measures embedded, and which has the largest share from below? Must that be the same one?
# - Mandate and learning do not move together in all four. Which of the two seems to matter for where things begin?
# - Look at the goals. Do they follow the share from below, or the mandate of teams?

# %%
best = lessons.means(runs, ["goals_at_end"]).iloc[:, 0].idxmax()
lessons.say(f"Goals end highest in **{best}**. Is that also where most began in a team?")

# %% [markdown]
# ## Things to try
#
# - Give teams a mandate without a budget: `lessons.variant("baseline", "Mandate only", interventions=[{"kind": "level",
#   "variable": "mandate_given", "value": 0.8, "from": "2013-01"}])`, in place of `mandate`.
# - Teams need practices to show: add `practice_from_below=0.2` to `room`.
# - Does room help where there is no time? Put `preparation=8.0` in all four.

# %% [markdown]
# ## Exercise

# %%
exercise = lessons.exercises.most_from_below(shares)
exercise

# %%
my_answer = ""

exercise.check(my_answer)

# %% [markdown]
# ## For the teacher
#
# - Half an hour to three quarters.
# - The aim: counting needs a definition. “From below” is counted here by whose practice or idea a measure was when it
#   began; ask the class for another definition, and what it would count.
# - The share is a good occasion to say that a model may show *less* than its sources tell. That is a finding about the
#   model: either the rule is too weak, or the story is told more often than it happens.
# - `exercise.right` holds the answer in these runs.

# %% [markdown]
# ## The evidence behind it

# %%
lessons.evidence("C7", "C8", "C10", "C11", "E3", "E4", "E6")
