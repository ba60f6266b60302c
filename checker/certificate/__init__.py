"""Reasons that are proofs: certificates written (`write`), and re-checked by a small program of its
own (`recheck`)."""
