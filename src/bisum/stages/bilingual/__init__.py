"""Both languages: which words, names and offices of one render those of the other."""
