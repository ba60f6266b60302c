"""For people and for other programs: text, documents, the law as it is written here."""
