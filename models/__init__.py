"""How the models are configured, trained and opened; the weights that ship."""

from kisha.models.shipped import load

__all__ = ["load"]
