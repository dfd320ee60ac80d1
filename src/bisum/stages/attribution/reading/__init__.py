"""Reading: an article from its first sentence to its last, and what is decided on each of its quotations."""
