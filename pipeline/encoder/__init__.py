"""The mention tagger on a pretrained encoder; needs ``kisha[transformers]`` once it has weights."""
