"""What is: words and data. No solver; reads only its own packaged tables."""
