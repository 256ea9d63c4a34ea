"""From a configuration file to a released site.

``config``
    finds and runs the configuration file
``pipeline``
    one way through: read, sort, plan, render, release; :func:`pipeline.build` shows it at a glance
``render``
    views into HTML (Jinja's one home)
``release``
    a complete tree made aside, switched in at the end
``report``
    what a build did, for people and programs
``pelican``
    the same pipeline behind Pelican's own command
"""
