"""The preview: build, serve on loopback, rebuild on save, reload the browser."""
