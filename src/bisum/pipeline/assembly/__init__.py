"""Assembly: the stages in their order, the products that pass through them, and the record that they make."""
