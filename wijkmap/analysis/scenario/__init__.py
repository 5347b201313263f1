"""Scenarios: a pot of euros divided over the wijken by rules, to the cent."""
