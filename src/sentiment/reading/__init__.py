"""Files become rows: what a file is, how its bytes become text, which columns are what."""
