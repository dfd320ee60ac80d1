"""Order, batches, failures, resuming."""
