"""Django apps that every room may use."""
