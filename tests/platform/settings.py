"""The product's settings with a data folder of their own, the test models, and nothing slow."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="kechuang-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["KECHUANG_DATA"] = _folder
for _name in ("KECHUANG_DATABASE_URL", "KECHUANG_HOSTS", "KECHUANG_HTTPS", "KECHUANG_DEBUG"):
    os.environ.pop(_name, None)

from kechuang.site.settings import *  # noqa: E402, F403
from kechuang.site.settings import DATABASES, INSTALLED_APPS, TENANCY_PACKAGES  # noqa: E402

# processes that a test starts choose their own settings
os.environ.pop("DJANGO_SETTINGS_MODULE", None)
DATABASES = {"default": {**DATABASES["default"], "TEST": {"NAME": ":memory:"}}}

INSTALLED_APPS = [*INSTALLED_APPS, "tests.platform.tenancy.shelf"]
TENANCY_PACKAGES = [*TENANCY_PACKAGES, "tests."]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
SECURE_SSL_REDIRECT = False
