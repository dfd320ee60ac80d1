"""Arabic words: what each one is, by tables, by its pattern or by its letters; never by a model.

Text is cut into ``units``, and each has its reading (``lexicon``). From there: the forms of verbs
(``paradigm``), which words report speech (``cues``), which name an action (``masdars``), and which may
be names (``name_words``, ``name_runs``). Knows of no article and of no stage.
"""
