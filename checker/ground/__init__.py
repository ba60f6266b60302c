"""Grounding: a rule and a history give a residual formula over what is unknown; the daily
evaluator."""
