"""Tests: sentences in the product's words."""
