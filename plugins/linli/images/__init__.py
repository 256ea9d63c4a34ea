"""Pictures: what they are, before they are published. Pillow's one home."""
