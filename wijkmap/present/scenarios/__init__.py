"""Scenarios as a reader sees them: sentence, map, tables, bars and rules in words."""
