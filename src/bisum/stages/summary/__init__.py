"""From a translated, checked article to its summary.

Stretches of the article (``units``) are ranked and chosen (``select``) and given in both
languages with every speaker named (``safe_arabic``, ``safe_english``): that is the
extractive summary (``extract``). A model may rewrite it (``rewrite``); what it wrote is
traced to its grounds (``grounding``) and held against them (``faithful``), mended
(``mend``) or replaced by the article's own sentence.
"""
