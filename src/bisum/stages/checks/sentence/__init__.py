"""The sentence as a whole: whether its English is there, all of it, and how sure the model was."""
