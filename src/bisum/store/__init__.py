"""What is on disk: articles in, outcomes out."""
