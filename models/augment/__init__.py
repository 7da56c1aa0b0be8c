"""Training documents told again: other names, other typography, the slips of real releases."""
