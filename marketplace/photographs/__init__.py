"""Photographs of products: received, made in sizes, shown once their listing is approved."""
