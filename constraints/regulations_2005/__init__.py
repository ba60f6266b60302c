"""Regulations on Letters and Visits 信访条例 (2005): in force until the Regulations of 2022."""
