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
# # 2 Urgency
#
# The tasks came with less money than was spent before. Does that help change along, or stand in its way? The sources
# say both.

# %% [markdown]
# ## The question
#
# Does a deep cut make municipalities change more, or save more? And does the answer depend on the people at the top?

# %%
from pandas import Series

from experiments import lessons
from model import simulate

lessons.terms("transformatie", "wethouder", "sociaal domein")

# %% [markdown]
# Two words of the model. **Urgency** is pressure that a convinced top turns into the wish to change. **Cost control**
# is the same pressure turned into saving: own assessments, tariffs, fewer hours.

# %% [markdown]
# ## Predict first
#
# Tempo is how many measures of its own a municipality embeds in a year, from 2013 to 2016. With a deep cut in place of
# none, where the top is *not* convinced that things must change: will tempo be `higher`, `lower`, or is there `no clear
# difference`? Write your guess between the quotation marks, and run the cell.

# %%
my_guess = ""

guess = lessons.predict("Tempo under a deep cut, top not convinced:", my_guess, lessons.DIRECTIONS)
guess

# %% [markdown]
# ## Run it
#
# Four countries: with and without a deep cut, with a top that is convinced and one that is not. Each meets the same
# luck, eight times.

# %%
unconvinced, convinced = 0.25, 0.55
countries = [
    lessons.variant("no-cut", "No cut, top not convinced", conviction_mean=unconvinced),
    lessons.variant("deeper-cut", "Deep cut, top not convinced", conviction_mean=unconvinced),
    lessons.variant("no-cut", "No cut, top convinced", conviction_mean=convinced),
    lessons.variant("deeper-cut", "Deep cut, top convinced", conviction_mean=convinced),
]
runs = simulate(countries, seeds=range(1, 9), series=["urgency", "cost_control", "embedded"])

# %%
guess.beside(lessons.direction(runs, "tempo", 1))

# %%
lessons.over_time(runs, "urgency", "cost_control")

# %%
lessons.beside(runs, "tempo")

# %%
control = runs.series.query("outcome == 'cost_control' and '2015-01' <= date <= '2016-12'")
level = control.groupby("scenario", sort=False)["value"].mean()
lessons.table(level.rename("cost control, 2015 and 2016").to_frame())

# %% [markdown]
# ## Things to notice
#
# - Before the dashed line no budget has been cut yet. Is there urgency already? What does it come from?
# - Compare the two distances that the cut makes in tempo: top not convinced, and top convinced. Are they of one size?
#   Of one sign?
# - Urgency and cost control can rise together. Why is that no contradiction?
# - For half a year in 2015 cost control jumps up and urgency down, and back. What had municipalities to do then, for
#   every client they had taken over?

# %%
tempo = runs.runs.groupby("scenario")["tempo"].mean()
by_cut = {
    "top not convinced": tempo["Deep cut, top not convinced"] - tempo["No cut, top not convinced"],
    "top convinced": tempo["Deep cut, top convinced"] - tempo["No cut, top convinced"],
}
told = " and ".join(f"**{change:+.2f}** ({top})" for top, change in by_cut.items())
lessons.say(f"The deep cut changes tempo by {told} measures a year.".replace("-", "−"))

# %% [markdown]
# ## Things to try
#
# - Make `convinced` 0.6 and `unconvinced` 0.2: does the difference between the two effects grow?
# - Take the scenario `deep-cut-without-time` in place of `deeper-cut`. What becomes of convinced tops under haste?
# - Below you can move the sliders yourself. Put conviction in B to its highest and read what differs.
#   (In print it stays empty; the figures above show the same.)

# %%
lessons.exploring("no-cut", "deeper-cut", runs, "embedded")

# %% [markdown]
# ## Exercise

# %%
rises = Series(
    {
        "top not convinced": level["Deep cut, top not convinced"] - level["No cut, top not convinced"],
        "top convinced": level["Deep cut, top convinced"] - level["No cut, top convinced"],
    }
)
exercise = lessons.exercises.where_cost_control_rises_most(rises)
exercise

# %%
my_answer = ""

exercise.check(my_answer)

# %% [markdown]
# ## For the teacher
#
# - Three quarters of an hour. It comes well after lesson 1.
# - The aim is to see an *interaction*: the effect of one thing depends on another. Draw two lines on the board, and ask
#   which average effect a newspaper would report.
# - Here the whole country is convinced or not. Within one country the claim is tested harder, by counting pilots of its
#   most and least convinced municipalities: that is P7 below. Do the lesson and the board agree? What differs between
#   them?
# - The rule that splits pressure by conviction was put in; how much tempo follows from it was not. Ask the class which
#   of the things they saw follows nearly from the rule, and which does not.
# - The half-year in 2015 is that of the reassessments (P13): a legal duty with a date, which asks for control.
# - `exercise.right` holds the answer in these runs.

# %%
lessons.patterns("P7")

# %% [markdown]
# ## The evidence behind it

# %%
lessons.evidence("A9", "A14", "B13", "C5", "C6", "E1", "fig. 4.4")
