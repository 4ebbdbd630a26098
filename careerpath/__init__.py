"""The project: settings, addresses, middleware and health. It knows no domain."""
