"""The first start: what this is, the safety questions, the worst spot and a first plan."""
