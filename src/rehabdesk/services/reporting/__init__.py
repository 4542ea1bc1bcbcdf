"""The report for a physio: gathered from the diary, said in words, and written.

Everything here reads; what a person chooses for it is kept by `choices`.
"""
