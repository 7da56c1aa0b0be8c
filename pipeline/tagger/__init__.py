"""The trained mention tagger: a network over tokens, a conditional random field over its output."""
