"""Colours of what has no order; apart from the style, so that they need no Matplotlib.

Those of clusters are the page's, `sdae.drawings.colours`.
"""

# Okabe and Ito's colours, safe for the common kinds of colour blindness; black is the raw data.
CATEGORIES = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442"]
