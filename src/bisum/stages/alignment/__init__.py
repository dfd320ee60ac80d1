"""Alignment: which English belongs to a sentence, a quotation and a speaker."""
