"""The findings as one printable page: HTML with drawings in SVG, and nothing to fetch."""
