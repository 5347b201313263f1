"""Whether the pilots changed more than chance: groups, estimates, placebo, and what may be said."""
