"""The formats that tables come in: delimited text, JSON, workbooks, Arrow."""
