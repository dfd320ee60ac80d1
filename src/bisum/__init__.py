"""bisum: Arabic news in, bilingual summaries out, in which every quotation keeps its speaker."""

__version__ = "0.1.0"
