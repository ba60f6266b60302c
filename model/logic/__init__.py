"""The language: nodes (data), write (author's handles), declare (`@rule`), meaning (the judge),
rewrite."""
