"""Kernels: rules as compiled loops over the columns of a log; llvmlite is imported here only."""
