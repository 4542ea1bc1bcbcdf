"""Red flags: what is asked and when, what was answered, and whether training has to wait.

What a person does is in `recording`, what is asked next in `due`, whether a session may begin in
`gate`, what a report shows in `flags`.
"""
