"""What `make bench` measures; every figure in docs/performance.md comes from here."""
