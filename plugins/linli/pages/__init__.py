"""Every page of the site as plain data, before a template is touched.

``views``
    the frozen data a template sees
``addresses``
    where each page lives
``layout``
    the pieces all pages are made of: moments, entries, people, heads
``assets``, ``references``
    pictures and files that pages show; links between stories
``article``, ``lists``, ``front``
    the views of each type of page
``paging``
    where pages of lists and archives of feeds begin and end
``feeds``, ``documents``
    which feeds there are; what stands in each
``plan``
    all of them: path, template, view
"""
