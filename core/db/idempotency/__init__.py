"""Idempotency keys: what was sent twice does something once."""
