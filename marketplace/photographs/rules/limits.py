"""Limits of what may be sent, told before anything is."""

from datetime import timedelta

MOST = 50  # of one product
MOST_BYTES = 20 * 1024 * 1024
MOST_UNDER_WAY = 2 * MOST  # of one account, begun and not finished
MOST_PIECE = 1024 * 1024
LONGEST_ALT = 200
UPLOAD_LIFETIME = timedelta(hours=24)
