"""What recurs in comments, by one clustering of their sentences: themes and reasons."""
