"""What can be asked: each function says what it returns, iff what."""
