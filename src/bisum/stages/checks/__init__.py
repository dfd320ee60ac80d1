"""What can be wrong with the English; each check knows one kind of fault.

Most look at one bead (``pair``) and stand side by side in rooms; ``faults`` has all of them in their order:

- ``sentence``: whether its English is there, all of it, and how sure the model was.
- ``numbers``: numbers, money and dates.
- ``names``: who and what is named, and who is of which office.
- ``claims``: what is claimed: denied or not, certain or not, by whom and of whom.

On these stands what looks further:

- ``quotations``: the ledger's quotations and speakers on their way into English.
- ``article``: what only the whole article shows.
"""
