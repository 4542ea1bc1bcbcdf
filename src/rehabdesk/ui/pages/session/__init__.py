"""The Session page: doing the plan guided, by ticks, or from the paper sheet."""

#: Asks the page to begin today's session, or to go on with the one that is going on.
START = "start"
