"""What is computed: each stage adds one product to an article."""
