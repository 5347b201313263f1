"""Join, measures, groups, ledger. Pure functions: frames in, new frames out."""
