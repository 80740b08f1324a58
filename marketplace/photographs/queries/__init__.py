"""Queries of photographs."""
