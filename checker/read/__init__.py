"""From files to the model. Every rejection says file, line and column, in one sentence."""
