"""The published forms of what programs are told, as checks that a broken document fails. Each names its source."""
