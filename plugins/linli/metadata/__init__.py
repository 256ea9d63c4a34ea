"""What pages say to programs: structured data in the terms of schema.org.

``blocks``
    values as the text of a data block, ``<script type="application/ld+json">``
``news_article``
    a story as a ``NewsArticle``
"""
