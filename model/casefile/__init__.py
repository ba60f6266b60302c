"""The case file: which kinds of event it records, its records, and how they become a history."""
