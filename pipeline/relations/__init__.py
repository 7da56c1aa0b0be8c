"""Facts between entities: ``extractor`` finds them, what ``rules`` find is a feature of its."""
