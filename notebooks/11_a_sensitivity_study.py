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
# # 11 A sensitivity study, from design to claim
#
# *For researchers.* Notebook 8 moved one parameter at a time. Here all move at once, and the study is taken from its
# design to a sentence that can be defended.

# %% [markdown]
# ## The question
#
# Which driver makes tempo vary most over the ranges that we defend: urgency, leadership position, risk appetite, or all
# the rest? And is the sample large enough to say so?

# %%
from experiments import lessons
from experiments.experiment import ensembles_of
from experiments.sensitivity.experiment import Sensitivity

twenty = {"kind": "synthetic", "number": 20, "seed": 1}
small = lessons.variant("baseline", "Twenty municipalities", population=twenty)

# %% [markdown]
# ## Predict first
#
# Four groups: `urgency`, `leadership`, `risk_appetite` and the `rest`. Write one between the quotation marks, and run
# the cell.

# %%
my_guess = ""

groups = ["urgency", "leadership", "risk_appetite", "rest"]
guess = lessons.predict("The group of parameters that tempo varies most with:", my_guess, groups)
guess

# %% [markdown]
# ## Run it
#
# **Design.** Sobol' indices split the variance of an outcome over inputs: S1 is what an input does by itself, ST what
# it does by itself and together with others. Four groups of parameters are sampled together; a *dummy* that does
# nothing shows how small an index can be told from nothing; every set of parameters meets the same seeds, so that
# luck can be told apart.
#
# The country is a synthetic one of twenty municipalities, and the sample is just large enough to see something, so that
# this takes less than a minute. A study would take the 393 and a sample that the verdict below calls settled.

# %%
study = Sensitivity((small,), seeds=(1, 2, 3), method="sobol", outcomes=("tempo",), n=256)
number = sum(len(plan.design) for plan in study.plans().values())
lessons.say(f"*{study.title()}* {number:,} runs.")

# %%
found = study.findings(ensembles_of(study))

# %%
total = found.tables["indices"].query("index == 'ST' and input in @groups").set_index("input")
guess.beside(total["value"].idxmax())

# %% [markdown]
# That is the highest of four estimates. Whether it is clearly the highest is what the figure and the ranks below say.

# %%
lessons.figure_of(found.figures, "tempo", "Sobol' indices of tempo for four groups of parameters")

# %% [markdown]
# **Luck.** How much of what varies is luck, and does the sample settle?

# %%
verdict = found.tables["verdicts"].iloc[0]
lessons.say(
    f"Chance makes up **{100 * verdict['chance']:.0f} %** of the variance between single runs. "
    f"The sample is **{'settled' if verdict['settled'] else 'not settled'}**: its widest interval is "
    f"± {verdict['widest']:.2f}."
)

# %%
lessons.figure_of(found.figures, "convergence", "indices for growing parts of the sample")

# %% [markdown]
# **Ranks.** An input is ranked above another only where their intervals do not overlap.

# %%
ranks = found.tables["ranks"]
lessons.table(ranks)

# %% [markdown]
# **Claim.** What the study itself says:

# %%
lessons.sentences(found.answer)

# %% [markdown]
# **Echo.** A ranking may be an echo of the ranges. So the ranking is repeated with the range of each driver halved and
# doubled: a claim that turns round is a claim about ranges. That takes seven rankings, so each has half the sample.

# %%
echo = Sensitivity((small,), seeds=(1,), method="echo", ranking="sobol", outcomes=("tempo",), n=128)
echoed = echo.findings(ensembles_of(echo))
lessons.sentences(echoed.answer)

# %% [markdown]
# ## Things to notice
#
# - How far do S1 and ST of one group lie apart? The difference is interaction; notebook 2 showed one.
# - Do the indices still move at the right end of the figure of convergence? Cover its right half: what would you have
#   claimed with a quarter of the sample?
# - Which ranks are shared? A list from one to four would have hidden that.
# - Is there a first place at all, and does it survive the echo? A study may well end with “not ranked”: then say so.
# - *The rest* is a group as well, of many parameters against a few in each driver. Is it fair to compare them?

# %% [markdown]
# ## Things to try
#
# - `n=64` in the study, a quarter of the runs: what can still be ranked? And `n=1024`, which takes a few minutes: which
#   intervals shrink, and by half?
# - `method="morris"`, with `n=10` and without groups, screens single parameters. Do its first ones lie in the group
#   that leads here?
# - Another outcome, `"goals_at_end"`. On the command line: `decdyn sensitivity sobol --out results/sobol`.

# %% [markdown]
# ## Exercise

# %%
exercise = lessons.exercises.above_the_dummy(ranks)
exercise

# %%
my_answer = None

exercise.check(my_answer)

# %% [markdown]
# ## For the teacher
#
# - One and a half hours, for people who know what a variance is.
# - The aim is the chain design, luck, convergence, ranks, echo, claim. Let each group write the claim before they see
#   the study's own, and mark what theirs leaves out.
# - Ranges are declared with each parameter, and most rest on an assumption. A group that doubts one should change it
#   and run again.
# - `exercise.right` holds the answer in these runs.

# %% [markdown]
# ## The evidence behind it

# %%
lessons.evidence("A8", "A9", "A10", "B5", "B14")
