"""The Session page: doing the plan guided, by ticks, or from the paper sheet."""
