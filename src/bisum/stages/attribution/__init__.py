"""Who said what: from the words of an article to the frames that report speech.

Words are looked up in tables (``lexicon``), reporting verbs and formulae are found in
their inflected forms (``cues``), mentions of persons and bodies are read around them
(``mentions``), later short forms are joined to the full name (``discourse``), and each
text in quotation marks is given its frame, or none (``frames``, ``kinds``).
"""
