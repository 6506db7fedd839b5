"""Sentences about reactions, and whether the comments bear them out."""
