"""Read the addresses of the services around us into Django's settings.

A service is one address (`DATABASE_URL`, `TASKS_URL`, `MAIL_URL`, `MEDIA_URL`), as the
twelve factors want it, so that moving from the embedded default to a larger set-up
changes the environment and no code.
"""

from __future__ import annotations

import ipaddress
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import django
from django.core.exceptions import ImproperlyConfigured


def is_loopback(url: str) -> bool:
    """Tell whether an address stays on this machine, where plain HTTP leaks nothing."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def database(config: dict[str, Any]) -> dict[str, Any]:
    """Complete a database configuration with what its engine needs under our load.

    Connections are kept: opening one costs as much as ten queries, on SQLite too, which
    reads its schema anew.
    SQLite writes ahead, so that readers never wait for a writer, and takes its write
    lock at the start of a transaction: a lock taken later cannot wait and fails at once.
    """
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
            **config.get("OPTIONS", {}),
        }
    else:
        config.setdefault("CONN_HEALTH_CHECKS", True)
    config.setdefault("CONN_MAX_AGE", 60)
    return config


def tasks(url: str) -> dict[str, Any]:
    """Return Django's `TASKS` for `database://` (a worker runs them) or `immediate://`."""
    backends = {
        "database": "django_tasks_db.DatabaseBackend",
        "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    }
    scheme = urlsplit(url).scheme
    if scheme not in backends:
        raise ImproperlyConfigured(
            f"TASKS_URL commence par « {scheme} » : les files connues sont database:// et "
            "immediate://."
        )
    return {"default": {"BACKEND": backends[scheme]}}


def mail(url: str) -> dict[str, Any]:
    """Return the backend of ordinary mails for `file:///folder`, `smtp://…` or `smtps://…`.

    `smtp://` speaks STARTTLS unless `?tls=no` says that the relay is on this machine or
    a trusted network; `smtps://` speaks TLS from the first byte. The shape is an entry of
    Django 6.1's `MAILERS`: {"BACKEND": dotted name, "OPTIONS": its arguments}.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": unquote(parts.path)},
        }
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured(
            "MAIL_URL n’est pas une adresse connue : attendu file:///dossier, "
            "smtp://utilisateur:secret@serveur:587 ou smtps://utilisateur:secret@serveur:465."
        )
    plain = parse_qs(parts.query).get("tls") == ["no"]
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or (465 if parts.scheme == "smtps" else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp" and not plain,
            "timeout": 30,
        },
    }


def mail_settings(mailer: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of a mailer in the form that the running Django knows.

    `MAILERS` came with Django 6.1, which deprecates the `EMAIL_…` settings of 5.2 LTS.
    """
    if django.VERSION >= (6, 1):
        return {"MAILERS": {"default": mailer}}
    names = {"username": "EMAIL_HOST_USER", "password": "EMAIL_HOST_PASSWORD"}
    return {
        "EMAIL_BACKEND": mailer["BACKEND"],
        **{names.get(k, f"EMAIL_{k.upper()}"): v for k, v in mailer["OPTIONS"].items()},
    }


def media(url: str) -> dict[str, Any]:
    """Return the storage of uploaded files for `file:///folder`."""
    parts = urlsplit(url)
    if parts.scheme != "file":
        raise ImproperlyConfigured(
            "MEDIA_URL n’est pas une adresse connue : attendu file:///dossier."
        )
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": unquote(parts.path)},
    }
