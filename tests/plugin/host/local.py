"""What the host keeps for itself in production. Becomes `settings/local.py`."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

SECRET_KEY = "k3Y-of-fifty-characters-or-more-0123456789-abcdefghij-XYZ"
ALLOWED_HOSTS = ["www.example.fr"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

if address := os.environ["HOST_DATABASE"]:
    parts = urlsplit(address)
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.strip("/"),
            "USER": parts.username,
            "PASSWORD": parts.password or "",
            "HOST": parts.hostname,
            "PORT": parts.port,
        }
    }
if relay := os.environ.get("HOST_MAIL"):
    MAIL_URL = relay
