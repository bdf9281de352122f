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
# # 12 Scenario discovery and robust levers
#
# *For researchers.* Where numbers are not known, a forecast is the wrong question. Better ones: under which conditions
# does it come to this? And which policy would we seldom regret?

# %% [markdown]
# ## The question
#
# Under which conditions does it not come off: fewer than half of the municipalities end as changers? And which of some
# policies does well enough over most of the futures that we cannot rule out?

# %%
from experiments import lessons
from experiments.discovery.experiment import Discovery
from experiments.experiment import ensembles_of
from experiments.robustness.experiment import Robustness
from model.parameters import parameter

forty = {"kind": "synthetic", "number": 40, "seed": 1}
small = lessons.variant("baseline", "Forty municipalities", population=forty)

# %% [markdown]
# ## Predict first
#
# Every varied parameter is drawn over its whole range. In which part of such worlds do fewer than half of the
# municipalities end as changers? Put a number, in per cent, in place of `None`, and run the cell.

# %%
my_guess = None

guess = lessons.predict("Worlds in which fewer than half end as changers:", my_guess, unit="%")
guess

# %% [markdown]
# ## Run it
#
# **Discovery.** Many worlds are drawn, and PRIM looks for a *box*: a few limits on a few parameters within which most
# of the worlds that are looked for lie (coverage), and in which most worlds are such (density).

# %%
discovery = Discovery((small,), seeds=(1, 2), below=(0.5,), sets=500, boxes=1, halves=10)
discovered = discovery.findings(ensembles_of(discovery))

# %%
worlds = discovered.tables["cases"]
guess.beside(100 * worlds["below_0_5"].mean())

# %%
lessons.sentences(discovered.answer)

# %%
lessons.figure_of(discovered.figures, "trajectory", "coverage and density of the boxes on the way to the one chosen")

# %%
lessons.figure_of(discovered.figures, "feature_scores", "which parameters account for the share of changers")

# %% [markdown]
# **Robustness.** Now some policies, each in the same uncertain futures. *Regret* is what a policy loses beside the best
# of them in the same future.

# %%
names = ["baseline", "champions-as-directors", "informed-councils", "mandate-and-budget", "best-practice-rolled-out"]
policies = [lessons.variant(name, name, population=forty) for name in names]
robustness = Robustness(tuple(policies), seeds=(1, 2), futures=50)
judged = robustness.findings(ensembles_of(robustness))

# %%
lessons.figure_of(judged.figures, "regret_table", "mean regret of each policy by each measure")

# %%
lessons.sentences(judged.answer)

# %%
measure = "waiting_at_end"
of_measure = judged.tables["robustness"].query("measure == @measure").set_index("scenario")
shown = ["value", "regret_mean", "regret_mean_low", "regret_mean_high", "best_in", "clearly_better"]
lessons.table(of_measure[shown].rename(columns={"clearly_better": "clearly bettered by so many"}), places=3)

# %% [markdown]
# ## Things to notice
#
# - Does the box hold on the half of the worlds on which it was not found? A box that does not is a story about luck,
#   and “no box” is a result too.
# - How many parameters does the box need? The rest may matter, but not for this question.
# - Shares here are shares of ranges, and no probabilities. Who could turn them into probabilities, and how?
# - Is one policy the least regretted by all measures? If not, the choice between measures is a political one.
# - Lesson 3 tried one champion in the director's seat. How does `champions-as-directors` do here? Read what else it
#   changes: it gives each municipality one champion, while the other policies keep as many as their future has.
# - What a policy costs is not counted. Which of them would look different if it were?

# %%
limits = discovered.tables["limits"]["parameter"].unique() if len(discovered.tables["limits"]) else []
labels = [parameter(name).label for name in limits]
lessons.say(f"Parameters on which the box sets limits, whether or not it holds up: **{', '.join(labels) or 'none'}**.")

# %% [markdown]
# ## Things to try
#
# - `at_least=(0.9,)` in place of `below=(0.5,)`, and `"at_least_0_9"` in place of `"below_0_5"`: when do nearly all
#   change? Is that the same box turned round?
# - `sets=250`, or `sets=1000`: does the box get narrower, or other?
# - Add a policy of your own from notebook 10 to `policies`.
# - `thresholds=("goals_at_end=0.35",)` in `Robustness`: good enough in an absolute sense.

# %% [markdown]
# ## Exercise
#
# By waiting time in the last year. Is the smallest number in the column enough?

# %%
exercise = lessons.exercises.least_regretted(of_measure)
exercise

# %%
my_answer = ""

exercise.check(my_answer)

# %% [markdown]
# ## For the teacher
#
# - Two hours, for people who give advice. A good question to begin with: when did you last regret a decision that was
#   right on average?
# - The aim: from “what will happen” to “when does it happen” and “what can we live with”.
# - The country is synthetic and the samples are small, so that this takes seconds. On the command line `decdyn
#   discover` and `decdyn robust` take the 393 and larger samples.
# - The exercise is a trap for whoever reads only means. Put another measure in `measure` and see whether it still is.
# - `exercise.right` holds the answer in these runs.

# %% [markdown]
# ## The evidence behind it

# %%
lessons.evidence("A8", "B15", "B17", "C5", "C10", "B14")
