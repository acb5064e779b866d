"""Inline SVG of numbers and names; knows no table of the run, and makes no sentence."""
