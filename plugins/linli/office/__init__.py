"""What a newsroom's office does besides building: each command reads stories as a build reads them, and publishes nothing.

``start``, ``mending``
    a new article or notice; ids into the headers that say none
``recording``, ``announcing``, ``returning``
    what a release made public, into the annals; what is new, told to the hub; what a rollback would bring back
``registering``, ``related_report``
    the register of rights; what is to be said of related stories
``handing_out``, ``sealing``, ``outside``
    copies of an article for the desk, and by what they are known again; that nothing of it all lands in the site
``tables``
    the tables in the docs that are made from the code
"""
