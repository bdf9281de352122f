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
# # 4 Risk appetite and the reflex
#
# Something goes wrong, the council is alarmed, and new rules follow. The Dutch have a word for it: the
# *risico-regelreflex*, the risk-and-rule reflex.

# %% [markdown]
# ## The question
#
# What does it cost a municipality when its council tightens control after each failure? And does it help to inform the
# council beforehand?

# %%
from experiments import lessons
from model import simulate

lessons.terms("raad", "wethouder", "risico-regelreflex")

# %% [markdown]
# ## Predict first
#
# With a strong reflex in place of a weak one: are there more incidents in the end, fewer, or about as many? Think of
# both sides. Control prevents harm; and it keeps municipalities from trying what might prevent harm. Write `higher`,
# `lower` or `no clear difference` between the quotation marks, and run the cell.

# %%
my_guess = ""

guess = lessons.predict("Incidents with a strong reflex, compared with a weak one:", my_guess, lessons.DIRECTIONS)
guess

# %% [markdown]
# ## Run it

# %%
weak = lessons.variant("weak-reflex", "Weak reflex")
strong = lessons.variant("strong-reflex", "Strong reflex")
informed = lessons.variant("strong-reflex", "Strong reflex, informed councils", informal_exchange=0.9)

runs = simulate([weak, strong, informed], seeds=range(1, 9), series=["control", "room", "embedded"])

# %%
guess.beside(lessons.direction(runs, "all_incidents", 1))

# %%
lessons.over_time(runs, "control", "room")

# %%
lessons.paired(runs, "tempo")

# %%
lessons.table(lessons.means(runs, ["tempo", "all_incidents", "all_failures", "all_starts"]))

# %% [markdown]
# ## Things to notice
#
# - Does control come back to where it was? How long does that take, beside four years of a council's term?
# - Elections are in March 2014 and March 2018. Can you see them?
# - Room is not the opposite of control alone. What else does an informed council bring?
# - Fewer pilots dropped may mean two things. Which two, and which other column of the table tells them apart?

# %%
table = lessons.effects(runs, ["tempo", "goals_at_end", "all_incidents", "waiting_at_end"])
lessons.table(table, places=3)

# %% [markdown]
# ## Things to try
#
# - Let councils be bolder as well: add `appetite_mean=0.7` to `strong`.
# - Make the reflex strong but short: `reflex_halflife=3.0`. Is it the height or the length that costs most?
# - Set `informal_exchange=0.0` in `informed`: what does it do to be left in the dark?
# - Below you can try by moving sliders. (In print it stays empty; the figures above show the same.)

# %%
lessons.exploring("weak-reflex", "strong-reflex", runs, "embedded")

# %% [markdown]
# ## Exercise
#
# Use the table of means above. Write a number, with a point for the decimals.

# %%
exercise = lessons.exercises.won_back(runs.runs, "Strong reflex", "Strong reflex, informed councils")
exercise

# %%
my_answer = None

exercise.check(my_answer)

# %% [markdown]
# ## For the teacher
#
# - Three quarters of an hour.
# - The aim: a trade-off that cannot be read off one number. Divide the class: one half defends the reflex, the other
#   attacks it, each with one row of the table of effects.
# - “No clear difference” is an answer too. Eight runs are few; with more, smaller differences show.
# - `exercise.right` holds the answer in these runs.

# %% [markdown]
# ## The evidence behind it

# %%
lessons.evidence("A10", "B13", "B14", "C11", "D3", "D15", "fig. 5.7")
