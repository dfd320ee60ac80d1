"""What can be wrong with the English of one bead; each check knows one kind of fault."""
