"""Facts between the entities of a release.

``rules.extract`` is the one way in; a trained extractor takes its place there, with the same
contexts (``sentences``) for its features and the same ``Fact`` as its result.
"""
