"""Bytes in, validated tables out. Nothing else in the package reads a file or the environment."""
