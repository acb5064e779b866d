"""All sentences: what the numbers say, the verdict and the page."""
