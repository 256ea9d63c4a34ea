"""The tests mirror ``plugins/linli``; ``factories`` makes small newsrooms for them."""
