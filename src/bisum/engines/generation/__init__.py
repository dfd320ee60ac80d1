"""Generation: texts in batches through a model, and the choice among what it gives."""
