from django.apps import AppConfig


class ShelfConfig(AppConfig):
    name = "tests.platform.tenancy.shelf"
    label = "shelf"
