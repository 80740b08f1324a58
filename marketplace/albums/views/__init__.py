"""Pages of albums, below /co-so-cua-toi/san-pham/<code>/anh."""
