"""What ought to be: one package per legal source, one function per rule, readings beside it."""
