"""Which column is the text, the time, the likes, and which lead to a person."""
