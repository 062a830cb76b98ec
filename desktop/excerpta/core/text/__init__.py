"""Text is where words are found: folding, sentences, blocks, and ranges described and found again."""
