"""Views into HTML. Jinja is known here and to themes made for Pelican, nowhere else.

``render``
    a theme: its templates and its words
``quick``, ``components``, ``names``
    templates in a faster form: components in place of their calls, names as Python has them
``compiled``
    templates as bytecode, kept
"""
