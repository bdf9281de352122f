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
# # 5 Learning from neighbours
#
# Nobody has to invent everything. Municipalities look at each other: at those across the border, in the same region,
# of the same kind, or whose director they know.

# %% [markdown]
# ## The question
#
# What does a country lose when municipalities cannot learn from each other? And can the state do it for them, by
# rolling out what works best?

# %%
from experiments import lessons
from model import simulate

lessons.terms("gemeente", "ingezet", "transformatie")

# %% [markdown]
# ## Predict first
#
# A good example is found, and the state rolls it out everywhere. Compared with leaving municipalities to look around:
# is a larger part of all pilots dropped (`higher`), a smaller part (`lower`), or about the same (`no clear
# difference`)? Write your guess between the quotation marks, and run the cell.

# %%
my_guess = ""

guess = lessons.predict("The part of pilots that is dropped, after a roll-out:", my_guess, lessons.DIRECTIONS)
guess

# %% [markdown]
# ## Run it
#
# To *hold* a mechanism is to switch it off: it stays as it was in the first month. Here it is learning from the pilots
# of others.

# %%
as_assumed = lessons.variant("baseline", "They look around")
alone = lessons.variant("baseline", "Nobody looks around", held=["peers"])
no_circle = lessons.variant("no-directors-circle", "Directors do not meet")
rolled_out = lessons.variant("best-practice-rolled-out", "A best practice rolled out")

countries = [as_assumed, alone, no_circle, rolled_out]
runs = simulate(countries, seeds=range(1, 9), series=True, municipalities=True)

# %%
by_run = runs.runs.assign(part=runs.runs["all_failures"] / runs.runs["all_starts"])
part = by_run.pivot(index="seed", columns="scenario", values="part")
change = part["A best practice rolled out"] - part["They look around"]
seeds_higher, seeds_lower = (change > 0).sum(), (change < 0).sum()
guess.beside(lessons.agreed(change))

# %% [markdown]
# It counts as clear when it is so under all eight kinds of luck. Clear is not yet large:

# %%
lessons.say(
    f"With the roll-out the part is higher in **{seeds_higher}** and lower in **{seeds_lower}** of {len(change)} runs: "
    f"**{100 * part['They look around'].mean():.1f} %** without it, "
    f"**{100 * part['A best practice rolled out'].mean():.1f} %** with it."
)

# %%
lessons.ties(simulate(as_assumed, seeds=1, series=True, municipalities=True))

# %%
lessons.over_time(runs, "embedded")

# %%
lessons.paired(runs, "tempo")

# %%
lessons.table(lessons.means(runs, ["all_starts", "all_failures", "embedded_at_end", "goals_at_end"]))

# %% [markdown]
# ## Things to notice
#
# - In the network some ties are short and some span the country. Which would carry an idea furthest?
# - Is the difference without looking around there from the beginning, or does it open later? Why then?
# - The sources disagree about directors who meet: one says it helped, another that such networks matter little. What do
#   these runs say, and what can they not say?
# - *Tempo* counts own measures only, embedded from 2013 to 2016. What the state rolled out does not count. Which of the
#   two pictures above would you show if you were the state, and which if you were against?
# - What is the same about a roll-out and learning, and what differs? Think of *fit*.

# %%
lost = part["Nobody looks around"].mean() - part["They look around"].mean()
lessons.say(
    f"Without looking around the part of pilots that is dropped changes by **{100 * lost:+.1f}** percentage points."
)

# %% [markdown]
# ## Things to try
#
# - Copying what does not fit costs more in some worlds: add `likeness_penalty=0.7` to `rolled_out`.
# - Make everybody wait for more evidence: `evidence_threshold=8.0` in `as_assumed`. Is waiting wise for one, and for
#   all?
# - Let failures be seen as well as successes: `failure_visibility=1.0`.

# %% [markdown]
# ## Exercise

# %%
titles = [each.title for each in countries]
exercise = lessons.exercises.most_failures_for_each_start(runs.runs, titles)
exercise

# %%
my_answer = ""

exercise.check(my_answer)

# %% [markdown]
# ## For the teacher
#
# - Three quarters of an hour. Let the class draw the network of their own working life first: from whom did you last
#   copy something, and did it fit?
# - The aim: knowledge is not a thing that is handed on unchanged. What worked there works here as far as here is like
#   there.
# - Holding a mechanism is a thought experiment that no country can do. Say so; it is what models are for.
# - `exercise.right` holds the answer in these runs.

# %% [markdown]
# ## The evidence behind it

# %%
lessons.evidence("A6", "B13", "B15", "C5", "D5", "D11", "fig. 6.3", "fig. 6.8")
