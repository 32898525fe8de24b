from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


def _secure_rows(using: str, **_: Any) -> None:
    from kechuang.platform.tenancy.row_security import sync_row_security

    sync_row_security(using)


class TenancyConfig(AppConfig):
    name = "kechuang.platform.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        from kechuang.platform.tenancy.checks import check_declarations, check_engines

        checks.register(check_declarations, checks.Tags.models)
        checks.register(check_engines, checks.Tags.security)
        post_migrate.connect(_secure_rows, sender=self, dispatch_uid="kechuang.tenancy")
