"""Figures: each module turns tables or arrays into one `matplotlib.figure.Figure`."""
