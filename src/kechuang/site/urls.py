from django.urls import path

from kechuang.site.health import healthz

urlpatterns = [path("healthz", healthz, name="healthz")]
