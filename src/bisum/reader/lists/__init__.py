"""Lists: what looks across a run: its articles, speakers and findings."""
