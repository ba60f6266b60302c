"""Reports for Word and Excel: what the page says, in files that reviewers file and annotate."""
