"""Display: how values are shown to people, on pages and on a terminal, whoever shows them."""
