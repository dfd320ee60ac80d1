"""What only the whole article shows."""
