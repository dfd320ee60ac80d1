"""Files: each there whole or not at all, here or in a store; and what is kept aside on disk meanwhile."""
