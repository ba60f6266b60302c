"""Regulations on Petition Work 信访工作条例 (2022): one module per chapter."""
