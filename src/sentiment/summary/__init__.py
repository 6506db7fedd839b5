"""From labelled comments to one document: shares, comparisons, quotes, words, themes."""
