"""Listings: what producers say about their products, and its moderation before display."""
