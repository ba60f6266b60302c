"""Legal mutants: the law changed in one place must be noticed by a shipped case."""
