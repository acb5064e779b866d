"""The paper: what it published, and how a run compares with it."""
