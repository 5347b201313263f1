"""What the words mean: areas, indicators, money, initiatives, visibility, errors. No I/O."""
