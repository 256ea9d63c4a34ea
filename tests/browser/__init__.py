"""Pages in a real browser: Chromium, headless, without a driver."""
