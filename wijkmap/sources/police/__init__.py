"""Registered crime per wijk and buurt, fetched from the police's open tables into a data folder."""
