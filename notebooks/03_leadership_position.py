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
# # 3 Leadership position
#
# Change needs people who pull: *trekkers*, here called champions. Where in the building should such a person sit?

# %% [markdown]
# ## The question
#
# Give every municipality one champion, equally keen, in one of six seats. How much does the seat matter for tempo?

# %%
from experiments import lessons
from model import simulate
from model.intervention_kinds import SEATS

lessons.terms("trekker", "doorzettingsmacht", "gemeentesecretaris", "wethouder", "raad")

# %% [markdown]
# ## Predict first
#
# Six seats: `director` of the social domain, municipal `secretary`, `alderman`, `department head`, `councillor`,
# `project leader`. From which seat is tempo highest? Write your guess between the quotation marks, and run the cell.

# %%
my_guess = ""

seats = [seat.replace("_", " ") for seat in SEATS]
guess = lessons.predict("The seat with the highest tempo:", my_guess, seats)
guess

# %% [markdown]
# ## Run it
#
# No champions of their own, and in January 2013 one in each municipality, in the seat that is tried. Small
# municipalities have no director of the social domain; there the champion becomes secretary.

# %%
empty = lessons.variant("baseline", "No champions at the start", champions_mean=0.0)


def one_champion(seat, country):
    """A country with one champion in each municipality, in this seat."""
    arrival = {"kind": "champion", "from": "2013-01", "seat": seat.replace(" ", "_")}
    return lessons.variant(country, seat, interventions=[arrival])


runs = simulate([one_champion(seat, empty) for seat in seats], seeds=range(1, 9), series=["power", "embedded"])

# %%
tempo = runs.runs.groupby("scenario")["tempo"].mean()
guess.beside(tempo.idxmax())

# %%
lessons.beside(runs, "tempo")

# %%
lessons.over_time(runs, "power")

# %% [markdown]
# ## Things to notice
#
# - Is it a ladder, with even steps, or are there two groups?
# - Watch the power of champions over the years. Do they last? What do you think wears them out?
# - Some seats do something that others cannot: the one in the council, for instance. Does that show in tempo?

# %%
gap = tempo["director"] - tempo["project leader"]
lessons.say(f"From project leader to director tempo changes by **{gap:+.2f}** measures a year.")

# %% [markdown]
# ## Things to try
#
# - Champions tire. Add `champion_fatigue=0.0` in the cell that makes the country `empty`, and run again.
# - Directors meet and exchange what they learn. Add `circle_strength=0.0`: does the director's seat lose its lead?
# - Change `from` into `2015-01`: is a champion who comes with the law too late?

# %% [markdown]
# ## Exercise
#
# The seats differ in *power* because the model was told so: power falls down the ladder. Take that away, by giving all
# seats the same power, and see what is left of the distance between director and project leader.

# %%
level = lessons.variant(empty, "Equal power", power_gradient=0.0)
equal = simulate([one_champion(seat, level) for seat in seats], seeds=range(1, 9))
lessons.beside(equal, "tempo")

# %% [markdown]
# Mind the axis: each figure is as wide as its own dots, so compare numbers and not lengths.

# %%
equal_tempo = equal.runs.groupby("scenario")["tempo"].mean()
gap_of_equals = equal_tempo["director"] - equal_tempo["project leader"]
exercise = lessons.exercises.change_of_distance(gap, gap_of_equals, "the distance between director and project leader")
exercise

# %%
my_answer = ""

exercise.check(my_answer)

# %% [markdown]
# ## For the teacher
#
# - Three quarters of an hour. Have the class rank the six seats on paper before the run.
# - The aim: tell apart what a model *finds* from what it was *told*. That the director comes high follows nearly from
#   one rule; the exercise takes that rule out.
# - Ask what a real study could measure to find the power of a seat. The sources rest on interviews in sixteen
#   municipalities.
# - What is left with equal power may come from directors who meet, which the board tests as P6: only a director does.
#   Let the class try `circle_strength=0.0` in `level` as well.
# - `exercise.right` holds the answer in these runs.

# %% [markdown]
# ## The evidence behind it

# %%
lessons.evidence("A10", "B12", "B17", "D7", "fig. 5.8", "fig. 6.8")
