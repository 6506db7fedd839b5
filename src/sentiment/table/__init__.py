"""The table of comments: its row, its labels, its copies, and how it is written."""
