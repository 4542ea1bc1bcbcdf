"""The link, the trend and the change of a diary, each gathered by fixed rules.

Which daily value, which days, which dose and which region an answer is about follows from rules
that nobody can bend towards a result: see `docs/method.md`.
"""
