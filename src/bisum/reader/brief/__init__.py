"""One page over a run: what happened, who said what, and where the articles' numbers differ.

``gather`` keeps what is needed of each record, ``events`` puts articles on one event together,
``strands`` tells copies and later versions from independent articles, ``voices`` joins speakers
and what they said, ``amounts`` compares numbers, ``brief`` makes one value of it all, and ``page`` and
``listing`` write it down. Nothing here writes a sentence: what is shown stands in a record.
"""
