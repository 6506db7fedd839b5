"""Models and heads learned from labels of your own."""
