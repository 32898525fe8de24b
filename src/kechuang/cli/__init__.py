"""The kechuang command."""
