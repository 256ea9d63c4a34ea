"""Trees made aside, switched in, remembered and brought back."""
