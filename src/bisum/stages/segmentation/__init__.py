"""Segmentation: where sentences end, which quotation marks are pairs, and what is no part of the article."""
