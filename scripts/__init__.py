"""What `make` runs. `scripts.setup` needs nothing but Python; the rest runs in the environment it makes."""
