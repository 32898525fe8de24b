"""The application for a WSGI server; it does not start when the second wall is missing."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kechuang.site.settings")
application = get_wsgi_application()


def _verify() -> None:
    from django.db import connection

    from kechuang.platform.tenancy.row_security import verify_row_security

    try:
        verify_row_security(connection)
    finally:
        # workers that are forked from here must not share a connection
        connection.close()


_verify()
