"""Gene sets: files of them, and which are over-represented in clusters."""
