"""Acts: what each agent does in a month. An act reads its surroundings, calls rules, and alone changes state.

The same functions run on Mesa agents and, compiled, on rows of numpy records. Other municipalities are read only
through what they published at the end of last month.
"""
