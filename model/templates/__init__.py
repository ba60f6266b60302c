"""Declare: rules over the activities of any process, by templates, turned into rules of ours."""
