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
# # 8 What matters most
#
# Most numbers in this model are not known. Each has a value that is assumed and a range that can be defended. Which of
# them should somebody go out and measure first?

# %% [markdown]
# ## The question
#
# Move one parameter at a time from its lowest to its highest value, and leave all others as assumed. Which one moves
# tempo most?

# %%
from pandas import DataFrame

from experiments import lessons
from model.parameters import parameter

lessons.terms("raad", "trekker", "draagvlak")

# %% [markdown]
# Eight parameters, from different parts of the model:

# %%
names = [
    "cut_size",
    "conviction_mean",
    "high_position_share",
    "appetite_mean",
    "participation",
    "evidence_threshold",
    "mandate_start",
    "clarity",
]
about = [parameter(name) for name in names]
columns = {"parameter": [each.label for each in about], "lowest": [each.low for each in about]}
columns |= {"assumed": [each.default for each in about], "highest": [each.high for each in about]}
columns |= {"rests on": [", ".join(each.evidence) for each in about]}
lessons.table(DataFrame(columns))

# %% [markdown]
# *ass.* stands for an assumption: nobody measured it.

# %% [markdown]
# ## Predict first
#
# Choose one of the eight from the first column of the table above, write it between the quotation marks as it stands
# there, and run the cell.

# %%
my_guess = ""

labels = [each.label for each in about]
guess = lessons.predict("The parameter that moves tempo most:", my_guess, labels)
guess

# %% [markdown]
# ## Run it

# %%
tried = lessons.one_at_a_time(names, seeds=range(1, 6))
swings, as_assumed = lessons.swings(tried, names, "tempo")
distance = (swings["high"] - swings["low"]).abs()

# %%
guess.beside(distance.idxmax())

# %%
lessons.tornado(swings, "Tempo, one parameter at a time", "measures per year", as_assumed)

# %%
outside = (swings.max(axis="columns") < as_assumed) | (swings.min(axis="columns") > as_assumed)
lessons.say(f"The line lies beside the bar, and not across it, for: **{', '.join(swings.index[outside]) or 'none'}**.")

# %% [markdown]
# A bar has two ends and no middle. Below is the way between the ends for one parameter, the announced cut. Lesson 2
# asked whether a cut helps change along or stands in its way.

# %%
look_at = "cut_size"
between = lessons.through_range(look_at, seeds=range(1, 6))
lessons.along(between, look_at, "tempo")

# %% [markdown]
# ## Things to notice
#
# - Some bars end near the line on one side. What does that tell about where the assumed value lies in its range?
# - For some parameters the grey dot is on the right: more of it, less tempo. Do you see why?
# - The way from the grey dot to the blue one: is it straight, or does it turn? What would the bar alone have made you
#   believe of the cut? What would a thing look like that helps at first and harms when there is too much of it?
# - A short bar does not mean “unimportant in the world”. It does not even mean “unimportant in the model”. What does it
#   mean?
# - All others stayed as assumed. Lesson 2 showed that one effect can depend on another: what may be missed here?

# %%
shortest = distance.idxmin()
lessons.say(
    f"The shortest bar is that of **{shortest}**, from lowest to highest **{distance.min():.3f}** measures a year."
)

# %% [markdown]
# ## Things to try
#
# - Ask for another outcome: put `"waiting_at_end"` or `"all_incidents"` in place of `"tempo"`. Is the order the same?
# - Put other parameters among the names. `decdyn parameters` lists them all.
# - Put another of the names in `look_at`, beginning with one beside whose bar the line lies. Does its way turn, too, or
#   do the thin lines say that it may be luck?
# - Change the seeds. How long must a bar be before you trust its place?

# %% [markdown]
# ## Exercise

# %%
goals, goals_as_assumed = lessons.swings(tried, names, "goals_at_end")
lessons.tornado(goals, "Goals, one parameter at a time", "goals in the last year, 0 to 1", goals_as_assumed)

# %% [markdown]
# Now for the goals, in the figure above:

# %%
exercise = lessons.exercises.moves_most(goals)
exercise

# %%
my_answer = ""

exercise.check(my_answer)

# %% [markdown]
# ## For the teacher
#
# - Three quarters of an hour. It prepares for the two notebooks for researchers (11 and 12).
# - The aim: importance has three parents. The model, the outcome that is asked, and the range that a number was given.
#   And a bar shows the ends only: whoever measures importance by two points sees nothing of a best value in between.
# - Good homework: choose one parameter that rests on an assumption, and design a measurement of it for a real country.
# - One at a time is the beginner's way and it can mislead. Notebook 11 moves all at once.
# - `exercise.right` holds the answer in these runs.

# %% [markdown]
# ## The evidence behind it
#
# What each of the eight rests on:

# %%
lessons.evidence(*dict.fromkeys(id for each in about for id in each.evidence if id != "ass."))
