"""Queries of albums."""
