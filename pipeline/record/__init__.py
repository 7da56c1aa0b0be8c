"""The record of a release: what each part of it reads off the text, field by field."""
