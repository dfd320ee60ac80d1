"""Who and what is named: persons and their offices, places, bodies, and words that bisum knows."""
