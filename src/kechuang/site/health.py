from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(_: HttpRequest) -> JsonResponse:
    """Whether this process reaches its database; says nothing else, as anybody may ask."""
    try:
        connection.ensure_connection()
        usable = connection.is_usable()
    except DatabaseError:
        usable = False
    return JsonResponse({"status": "ok" if usable else "database"}, status=200 if usable else 503)
