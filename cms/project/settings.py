"""The one settings file: every value that differs between places comes from the environment.

Follows the twelve factors (https://12factor.net/config). With `DEBUG` off, which is the
default, everything is as strict as `check --deploy` wants it, and a missing value stops
the start with a sentence that says what to set. The table of variables is in README.md.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from cms.project import addresses

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

env = environ.Env()
if env_file := os.environ.get("ENV_FILE"):
    env.read_env(env_file)


def required(name: str, example: str) -> str:
    """Return a variable that production cannot do without, or refuse to start."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"La variable d’environnement {name} manque : sans elle, Passeur ne démarre pas "
            f"en production. Exemple : {name}={example}"
        )
    return value


DEBUG = env.bool("DEBUG", default=False)

if DEBUG:
    SECRET_KEY = env.str("SECRET_KEY", default="only-for-debugging")
    NEWSLETTER_HASH_KEY = env.str("NEWSLETTER_HASH_KEY", default="only-for-debugging")
    SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
else:
    SECRET_KEY = required("SECRET_KEY", "une-longue-chaine-tiree-au-hasard")
    # Its own key, never changed: rotating SECRET_KEY must not lose who objected.
    NEWSLETTER_HASH_KEY = required("NEWSLETTER_HASH_KEY", "une-autre-chaine-tiree-au-hasard")
    SITE_URL = required("SITE_URL", "https://www.exemple.fr")
    ALLOWED_HOSTS = required("ALLOWED_HOSTS", "www.exemple.fr").split(",")

SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SITE_URL = SITE_URL.rstrip("/")
HTTPS = urlsplit(SITE_URL).scheme == "https"
if not (DEBUG or HTTPS or addresses.is_loopback(SITE_URL)):
    raise ImproperlyConfigured(
        "SITE_URL doit commencer par https:// en production : les mots de passe des agents "
        "et les liens de désinscription y circulent."
    )

INSTALLED_APPS = [
    "newsletter",
    "importers",
    "cms",
    "themes",
    "wagtail.api.v2",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "corsheaders",
    "django_tasks",
    "django_tasks_db",
    "anymail",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "cms.project",  # last: it changes what the others have set up
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.project.security.ContentSecurityPolicy",
    "cms.restapi.middleware.JsonMiddleware",
    "cms.listing.middleware.GoneMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "cms.listing.middleware.ListingMiddleware",
]

ROOT_URLCONF = "cms.project.urls"
WSGI_APPLICATION = "cms.project.wsgi.application"
ASGI_APPLICATION = "cms.project.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "passeur_project.User"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "cms" / "project" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
    {"BACKEND": "themes.engine.Packs"},
]

# -- Database, cache, tasks, mail, files ---------------------------------------------------

DATABASES = {
    "default": addresses.database(
        env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'passeur.sqlite3'}")
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    INSTALLED_APPS.append("django.contrib.postgres")  # Wagtail's search, from Django 6.1 on
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
TASKS = addresses.tasks(env.str("TASKS_URL", default="database://"))

MAIL_URL = env.str("MAIL_URL", default=f"file://{VAR_DIR / 'outbox'}")
MAIL_FROM = env.str("MAIL_FROM", default="Passeur d’idées <lettre@example.org>")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
vars().update(addresses.mail_settings(addresses.mail(MAIL_URL)))

STORAGES = {
    "default": addresses.media(env.str("MEDIA_URL", default=f"file://{VAR_DIR / 'media'}")),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_FINDERS = [
    "themes.finders.PackFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# -- Security ------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail's own preview views allow their own origin
if env.bool("TRUST_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True

# Public pages run and load nothing from elsewhere, but for videos that somebody chose to
# play. The admin is Wagtail's: it has inline styles, a few inline scripts, and pictures made
# in the browser.
PASSEUR_VIDEO_HOSTS = [host.lower() for host in env.list("VIDEO_HOSTS", default=[])]
VIDEO_ORIGINS = [f"https://{host}" for host in PASSEUR_VIDEO_HOSTS]
PLAYERS = ["https://www.youtube-nocookie.com", *VIDEO_ORIGINS]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'", *VIDEO_ORIGINS],
        "frame-src": PLAYERS,
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
ADMIN_SECURITY_POLICY = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "media-src": ["'self'", *VIDEO_ORIGINS],
    "frame-src": ["'self'", *PLAYERS],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# -- Language and place --------------------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", "français")]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True

# -- Wagtail -------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Passeur"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "passeur_project.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "passeur_project.CustomDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.admin.image_form.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# Four bytes each in memory while an image is resized, whatever its file weighs.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}
WAGTAILEMBEDS_FINDERS: list[dict] = []  # nothing is asked of a third party on its own
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# -- Passeur -------------------------------------------------------------------------------

# Who may read the API from a browser elsewhere, and which caches stand before us.
CORS_ALLOWED_ORIGINS = env.list("CORS_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/\+\+api\+\+"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
CORS_EXPOSE_HEADERS = ["ETag", "Location"]
PASSEUR_CDN_SECONDS = env.int("CDN_SECONDS", default=0)
if cdn_url := env.str("CDN_URL", default=""):
    WAGTAILFRONTENDCACHE = {
        "cdn": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": cdn_url,
        }
    }

PASSEUR_FRONT_END_URL = env.str("FRONT_END_URL", default="").rstrip("/")
if PASSEUR_FRONT_END_URL:  # shown in the editor's preview
    ADMIN_SECURITY_POLICY["frame-src"].append(PASSEUR_FRONT_END_URL)
FETCH_ALLOW = env.list("FETCH_ALLOW", default=[])
FETCH_TIMEOUT = env.float("FETCH_TIMEOUT", default=60)
THEME_PACK_DIRS = env.list("THEME_PACK_DIRS", default=[])

LOG_LEVEL = env.str("LOG_LEVEL", default="WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        # On the handler too: the worker sets the level of its own loggers.
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "level": LOG_LEVEL}
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
