"""The rechecker: accepts a certificate or refuses it with a reason. Standard library only.

It shares no code with the program whose verdicts it checks: it reads the case file, counts the days
and evaluates the formula by itself. What it takes as given is the *basis*: the formulas, the format
of case files, the calendar, the readings and the tables of organs, each named by its hash.
"""
