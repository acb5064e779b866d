"""Exported models, and applying them to other tables."""
