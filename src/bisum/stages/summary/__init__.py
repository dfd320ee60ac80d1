"""From a translated, checked article to its summary.

Stretches of the article (``forms.units``) are ranked and chosen (``choice.select``) and given in
both languages with every speaker named (``forms.safe_arabic``, ``forms.safe_english``): that is the
extractive summary (``extract``). A model may rewrite it (``rewrite``); what it wrote is
traced to its grounds (``grounds.grounding``) and held against them (``grounds.faithful``), mended
(``grounds.mend``) or replaced by the article's own sentence.
"""
