"""Database engines that know the scope; settings name one of them as ENGINE."""
