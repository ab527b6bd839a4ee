"""Settings of the test suite: the real ones, with values a test run may have."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "VAR_DIR" not in os.environ:  # one folder for a run: its workers inherit the address
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="passeur-tests-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("NEWSLETTER_HASH_KEY", "only-for-tests-too")
os.environ.setdefault("SITE_URL", "http://localhost:8000")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")
os.environ.setdefault("TASKS_URL", "immediate://")

from cms.project.settings import *  # noqa: F403 -- settings extend
from cms.project.settings import DATABASES, INSTALLED_APPS, VAR_DIR

# How staff of a site in several languages translate pages.
INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.contrib.simple_translation", "wagtail.locales"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405 -- from above
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: live servers and worker processes share it as in real life.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(VAR_DIR) / "test.sqlite3")}
