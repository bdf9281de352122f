"""One small model, written four times after experiments/benchmarks/DECLARATION.md: ours, Mesa, AgentPy, Starsim.

`ours`, `mesa_model`, `agentpy_model` and `starsim_model` each have a function `run`, and all give the same numbers.
"""
