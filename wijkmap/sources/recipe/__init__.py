"""The recipe of the embedded data: from a folder of collected sources to our own tables.

What people decided (names of groups, mappings, the catalogue, remarks) stands in
``written/`` as tables; the modules here join it with the figures of the sources.
Run it with ``python -m wijkmap.sources.recipe SOURCE_FOLDER``.
"""
