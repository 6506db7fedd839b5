"""What people said, counted honestly."""
