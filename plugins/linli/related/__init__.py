"""Which stories belong together.

``pins``
    what editors decided: stories named in the header, and stories that must not appear
``rank``
    what the texts say: shared tags and shared wording, with a reason for each
"""
