"""Platform payloads to rows: one module a platform family; `known` is the table of them, which few files need."""
