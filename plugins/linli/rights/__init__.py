"""Rights as data: the reprint notice at the foot of each article, true for that article."""
