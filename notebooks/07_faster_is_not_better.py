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
# # 7 Faster is not better?
#
# The researchers who told the types apart added a warning: more change is not better in the long run, and waiting to
# see what works elsewhere is a sound strategy. This lesson asks whether the model agrees, and how one would know.

# %% [markdown]
# ## The question
#
# Do municipalities that change fast reach more of the goals? And if they do, is it *because* they are fast?

# %%
from experiments import lessons
from model import simulate
from model.measures import GOALS
from model.parameters import parameter

lessons.terms("maatwerk", "slagvaardigheid", "ingezet", "transformatie")

# %% [markdown]
# ## Predict first
#
# Make every municipality begin half as readily again as it does. What happens to the goals in the last year: are they
# `higher`, `lower`, or is there `no clear difference`? Write your guess between the quotation marks, and run the cell.

# %%
my_guess = ""

guess = lessons.predict("Goals in the last year, when all begin more readily:", my_guess, lessons.DIRECTIONS)
guess

# %% [markdown]
# ## Run it

# %%
usual = parameter("start_rate").default
as_assumed = lessons.variant("baseline", "As assumed")
faster = lessons.variant("baseline", "Begin more readily", start_rate=1.5 * usual)
slower = lessons.variant("baseline", "Begin less readily", start_rate=usual / 1.5)

outcomes = ["embedded", "failures", "integral_working", "waiting"]
runs = simulate([as_assumed, faster, slower], seeds=range(1, 13), series=outcomes, municipalities=True)

# %%
guess.beside(lessons.direction(runs, "goals_at_end", 1))

# %%
lessons.paired(runs, "goals_at_end")

# %%
lessons.over_time(runs, "embedded", "integral_working", "waiting")

# %% [markdown]
# Now another look: not at two countries, but at the municipalities of one. Each dot is a municipality.

# %%
country = runs.municipalities.query("scenario == 'As assumed'").copy()
country["goals"] = country[list(GOALS)].mean(axis="columns")
lessons.points(
    country.query("seed == 1"),
    "tempo",
    "goals",
    ("tempo, measures a year", "goals, 0 to 1"),
    "Tempo and goals in one run",
)

# %%
correlation = country[["tempo", "goals"]].corr(method="spearman").loc["tempo", "goals"]
lessons.say(f"The rank correlation between tempo and goals, over all runs as assumed, is **{correlation:.2f}**.")

# %% [markdown]
# ## Things to notice
#
# - There are two answers here: one from comparing countries under the same luck, one from comparing municipalities. Do
#   they point the same way? Are they equally strong?
# - A difference may be clear and yet small. How large is this one, on a scale from 0 to 1?
# - What else could make a municipality both fast and good? Think of lessons 2 to 4.
# - Look for dots at the left and high up: slow, and yet good. What may they have in common?
# - In the paths: does the faster country pay for it somewhere on the way?

# %%
lessons.table(lessons.effects(runs, ["tempo", "goals_at_end", "all_failures", "waiting_at_end", "balance_at_end"]), 3)

# %%
slow = country[country["tempo"] < country["tempo"].median()]
high = country["goals"].quantile(0.75)
lessons.say(
    f"Of the slower half **{100 * (slow['goals'] >= high).mean():.0f} %** are among the quarter with the highest "
    "goals; were tempo of no account, it would be a quarter."
)

# %% [markdown]
# **Which way does this model go?** By comparing countries:

# %%
shift = lessons.means(runs, ["tempo", "goals_at_end", "all_failures"]).pct_change().loc["Begin more readily"]
which = {"higher": "**better**", "lower": "**worse**"}.get(lessons.direction(runs, "goals_at_end", 1), "**neither**")
lessons.say(
    f"In these runs faster is {which} for the goals: beginning half as readily again changes tempo by "
    f"{100 * shift.iloc[0]:+.0f} %, goals in the last year by {100 * shift.iloc[1]:+.1f} %, and pilots dropped by "
    f"{100 * shift.iloc[2]:+.0f} %."
)

# %% [markdown]
# The warning of the sources asks for more: that some who wait arrive as well, with fewer failures. The project tests it
# with thresholds that were fixed beforehand. Its numbers stand in `results/patterns/answer.md`.

# %%
lessons.patterns("P18")

# %% [markdown]
# ## Things to try
#
# - Put `1.9 * usual` in `faster`: is more of it better still?
# - Make outcomes follow more slowly: `outcome_lag=36.0` in all three. What does a short study see?
# - Put `"prevention"` in place of `"integral_working"` in `outcomes` and in the picture.

# %% [markdown]
# ## Exercise

# %%
exercise = lessons.exercises.strength_of_relation(correlation)
exercise

# %%
my_answer = ""

exercise.check(my_answer)

# %% [markdown]
# ## For the teacher
#
# - An hour; good as the end of a first course.
# - The aim: correlation and effect, seen in one place where both can be worked out. In a model we can make the same
#   municipality fast and slow; in the world we cannot.
# - Ask for a claim in one sentence that holds by both looks, and one that holds by only one of them.
# - Nothing is fitted to the warning, so its verdict says something of the model. Let the class read the numbers of P18:
#   which part of the warning does the model show, and which not? Which rule would have to change for that?
# - `exercise.right` holds the answer in these runs.

# %% [markdown]
# ## The evidence behind it

# %%
lessons.evidence("A1", "A6", "B3", "B15", "E8", "fig. 7.3")
