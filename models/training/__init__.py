"""Trains "will this user like this movie" on MovieLens 100k. Run it with `python -m training`."""
