"""Kernels: rules as compiled loops over the columns of a log. The only place that imports numba."""
