"""Who said what: an article in, its ledger of quotations out (``ledger``).

The rooms, from the words up; each imports only from those before it:

- ``mentions``: noun phrases that can speak, read word by word.
- ``clauses``: what stands in a clause as subject, object or owner.
- ``frames``: a cue, its source and where its content begins and ends, in one sentence.
- ``coreference``: who is who in the article: full names, short forms, descriptions, pronouns.
- ``kinds``: speech or term, for each text in quotation marks.
- ``speakers``: who speaks in each frame: whom the rules propose, and the choice among all who are near.
- ``reading``: the article from its first sentence to its last, all of the above in order.
"""
