"""A model labels texts."""
