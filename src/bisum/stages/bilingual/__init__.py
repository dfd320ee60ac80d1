"""Both languages: which words, names, numbers and offices of one render those of the other."""
