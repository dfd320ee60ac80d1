"""Quotations: which were found, whether their speakers are right, and whether English keeps both."""
