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
# # 1 The country and its types
#
# On 1 January 2015 every Dutch municipality (*gemeente*) became responsible for youth care, social support and help
# towards work. In this lesson you meet the whole country as the model has it, and the three types of municipality
# that researchers told apart.
#
# To run a cell, click in it and press Shift and Enter. Go from top to bottom.

# %% [markdown]
# ## The question
#
# Which municipalities change, how many of them, and how soon? And is it the large or the small ones?

# %%
from experiments import lessons
from model import simulate

lessons.terms("gemeente", "ingezet", "veranderaar", "voorzichtige gemeente", "transitie", "transformatie")

# %% [markdown]
# A **cautious changer** is everything between a changer and a cautious municipality: small steps, often one social
# team as an experiment.

# %% [markdown]
# ## Predict first
#
# Of a hundred municipalities, how many take small steps, rather than leap or wait? Put your guess, a number, in place
# of `None`, and run the cell.

# %%
my_guess = None

guess = lessons.predict("Which share of municipalities is a cautious changer on 1 May 2015?", my_guess, unit="%")
guess

# %% [markdown]
# ## Run it
#
# The same country eight times, each time with other luck. The first run of all takes half a minute longer, since the
# model is then made ready for your machine.

# %%
runs = simulate("baseline", seeds=range(1, 9), series=True, municipalities=True)
country = runs.municipalities

# %%
came_out = 100 * (country["type_date"] == "cautious_changer").mean()
guess.beside(came_out)

# %%
lessons.types_over_time(runs)

# %%
lessons.types_by_size(runs)

# %%
lessons.country_map(runs)

# %% [markdown]
# **What was put in?** Some of what you see was known beforehand, and the model's unknown numbers were chosen so that it
# comes out. Such a *calibration target* is no finding of the model, and agreement with it proves nothing. Two are here:
# the share that you guessed, and the types by size in 2015. (A third is how social teams spread.)

# %%
lessons.patterns("P1", "P2", "P25")

# %% [markdown]
# One municipality, eight times. Its size, age, income and neighbours are as they were in 2015; its people are drawn
# anew each time.

# %%
one = country[country["name"] == "Utrecht"]
lessons.table(one[["seed", "type_date", "type_end", "tempo", "first_team"]])

# %% [markdown]
# ## Things to notice
#
# - Is there one moment at which the country changes, or a slow slope? What happens around the dashed line?
# - The shares of the types always make a hundred. Which type do the changers come from?
# - Compare the two panels of *types by size*. Does the order of the three sizes stay the same?
# - Your guess was about a target. What in these figures was nobody's target, so that the model tells you something?
# - Look at the one municipality. Is its type the same under all luck? What does that say about calling a real
#   municipality cautious by nature?

# %%
spread = one["type_end"].nunique()
lessons.say(f"In these eight runs the one municipality ends as **{spread}** different type{'s' if spread > 1 else ''}.")

# %% [markdown]
# ## Things to try
#
# - Put your own municipality in place of Utrecht.
# - Change `range(1, 9)` into `range(9, 17)`: other luck. What stays, and what moves?
# - The types have cut-offs, and these are an assumption. Put `type_date_strict` in place of `type_date` where
#   `came_out` is worked out: how much hangs on it?

# %% [markdown]
# ## Exercise
#
# Write your answer between the quotation marks, and run the cell.

# %%
exercise = lessons.exercises.size_with_most_changers(country)
exercise

# %%
my_answer = ""

exercise.check(my_answer)

# %% [markdown]
# ## For the teacher
#
# - Half an hour. No knowledge is needed beforehand; let pairs share a screen and write their guess on paper too.
# - The aims: types are read off what a municipality *does*, nothing in the model gives a municipality a type; and what
#   a model was fitted to is told apart from what it finds. No targets: the types at the end, the map, the one
#   municipality.
# - A common mistake is to take a share within a class for a number. The exercise is made for it.
# - `exercise.right` holds the answer in these runs.
# - Stress that this is simulated. “Utrecht” here is a place with Utrecht's size and neighbours and with drawn people:
#   good for asking what depends on what, not for judging the city.

# %% [markdown]
# ## The evidence behind it

# %%
lessons.evidence("A3", "A4", "B8", "B9", "B16")
