"""Rules: formulas, one small file a mechanism. Numbers in, a number out; nothing here changes anybody's state.

Powers with a constant exponent or base are avoided on purpose: compilers rewrite them, and the readable and the
compiled model must agree to the last bit.
"""
