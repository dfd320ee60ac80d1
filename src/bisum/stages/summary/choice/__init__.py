"""Choice: which stretches a summary is made of, and what of each."""
