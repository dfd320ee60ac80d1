"""What is claimed: denied or not, certain or not, by whom and of whom."""
