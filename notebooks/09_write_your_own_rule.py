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
# # 9 Write your own rule
#
# So far you moved numbers. Now you change what somebody *does*. The readable model is made of agents: municipalities,
# councils, champions and social teams. You write an agent of your own, which stands in for the model's.

# %% [markdown]
# ## The question
#
# What if councils (*gemeenteraden*) kept some room for experiments whatever happens?

# %%
from experiments import lessons
from model.agents import Council, SocialTeam
from model.state import KINDS

lessons.terms("raad", "risico-regelreflex", "sociaal team")

# %% [markdown]
# A council in the model does one thing each month: it **deliberates**. That sets the *room* that it leaves its
# municipality, from 0 (none) to 1. Here is a council of your own:
#
# - `class SteadyCouncil(Council)` says: like any council, but for what stands below;
# - `super().deliberate()` says: first do what every council does;
# - the last line says what is new: the room is never less than a least room.

# %%
least_room = 0.5


class SteadyCouncil(Council):
    """A council that always leaves some room."""

    def deliberate(self):
        super().deliberate()
        self.municipality.room = max(self.municipality.room, least_room)


# %% [markdown]
# ## Predict first
#
# With councils like this one in place of the model's: is tempo `higher`, `lower`, or is there `no clear difference`?
# Write your guess between the quotation marks, and run the cell.

# %%
my_guess = ""

guess = lessons.predict("Tempo with steady councils:", my_guess, lessons.DIRECTIONS)
guess

# %% [markdown]
# ## Run it
#
# The readable model is a hundred times slower than the fast one. So we take a small, made-up country of thirty
# municipalities, six times as it is, and six times with your rule, under the same luck.

# %%
runs = lessons.with_own_rule(SteadyCouncil)
tempo = runs.pivot(index="seed", columns="rule", values="tempo")
lessons.table(tempo)

# %%
difference = tempo["with your rule"] - tempo["as it is"]
seeds_higher, seeds_lower = (difference > 0).sum(), (difference < 0).sum()
guess.beside(lessons.agreed(difference))

# %% [markdown]
# It counts as clear when **all** runs agree. If the rule did nothing but shake the luck, each run would fall to either
# side like a coin, and six coins land alike once in 32 times. Five of six or more land alike in seven of 32: too often
# to call it clear.

# %%
after = runs.groupby("rule")[["tempo", "all_starts", "all_failures", "goals_at_end", "all_incidents"]].mean()
lessons.table(after)

# %% [markdown]
# ## Things to notice
#
# - You wrote what a council does, not what becomes of tempo. What had to happen in between?
# - Is the difference the same under every luck? In a small country luck weighs more.
# - Did anything get worse? A rule has a price more often than not.

# %%
lessons.say(
    f"Tempo is higher with the rule in **{seeds_higher}** and lower in **{seeds_lower}** of {len(difference)} runs."
)

# %% [markdown]
# ## Things to try
#
# - Set `least_room` to 0.2 and run again from there. Below what room does the rule no longer do anything?
# - Turn it round: `min(self.municipality.room, 0.2)`, a council that never leaves much.
# - Let it depend on something: `if self.trust > 0.5:` before the last line (and move that line four spaces in).

# %% [markdown]
# ## Exercise
#
# Now a rule of your own. A social team works once a month, and has levels from 0 to 1:

# %%
levels = [state for state in KINDS["social_team"] if state.level]
lessons.sentences(f"`self.{state.name}`: {state.meaning}" for state in levels)

# %% [markdown]
# The class below does nothing new yet. Write your rule in place of the word `pass`, for instance that a team asks the
# specialist for help at once: `self.help_seeking = 0.9`. Then run both cells.


# %%
class MyTeam(SocialTeam):
    """A social team with a rule of my own."""

    def work(self):
        super().work()
        pass


# %%
exercise = lessons.exercises.OwnRule()
exercise.check(MyTeam)

# %% [markdown]
# ## For the teacher
#
# - An hour, in pairs; one writes, the other predicts. No programming is needed beyond changing single lines, though
#   somebody who can read Python should be in the room.
# - The aim: a rule is about behaviour, results emerge. Ask each pair for the rule in one plain sentence, and for the
#   evidence that somebody behaves so.
# - Municipalities, councils and social teams can be replaced as is done here, `own=[MyTeam]` in
#   `Decentralisation(scenario, seed=1, own=[MyTeam])`. What states an agent has stands in `model/state.py`, what it
#   does in `model/agents.py`.
# - The exercise is right when the rule changes some outcome in every run. It does not say whether the rule is sensible:
#   the class does.
# - A value outside 0 to 1 is possible by mistake. If results look absurd, look there first.

# %% [markdown]
# ## The evidence behind it

# %%
lessons.evidence("A10", "B14", "C3", "C10", "C11")
