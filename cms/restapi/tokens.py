"""JSON Web Tokens (RFC 7519) that tell who reads, for an hour.

Nothing is stored. A token ends with its time, with the user's password, and with the user.
"""

from __future__ import annotations

import datetime
from typing import Any

import jwt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "cms.restapi.tokens"
ALGORITHM = "HS256"
SECONDS = 3600


class Unauthorised(Exception):
    """Credentials that do not hold; the text tells people why."""


def make_token(user: Any) -> str:
    """Return a token for a user, good for `PASSEUR_TOKEN_SECONDS`.

    With the claims of Plone's own (`sub`, `fullname`, `exp`): Volto reads them.
    """
    now = timezone.now()
    lifetime = datetime.timedelta(seconds=getattr(settings, "PASSEUR_TOKEN_SECONDS", SECONDS))
    claims = {
        "sub": user.get_username(),
        "fullname": user.get_full_name(),
        "iat": now,
        "exp": now + lifetime,
        "fingerprint": fingerprint(user, settings.SECRET_KEY),
    }
    return jwt.encode(claims, key(settings.SECRET_KEY), ALGORITHM)


def user_of(token: str) -> Any:
    """Return the user whom a token speaks for. One query.

    Raises:
        Unauthorised: it was tampered with or has expired, or its user has another password
            or may not sign in any more.
    """
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            claims = decode(token, secret)
        except jwt.InvalidSignatureError:
            continue
        except jwt.ExpiredSignatureError as error:
            raise Unauthorised("Votre connexion a expiré : identifiez-vous à nouveau.") from error
        except jwt.InvalidTokenError as error:
            raise Unauthorised("Ce jeton d’accès n’est pas valable.") from error
        user = active_user(claims["sub"])
        if user and constant_time_compare(claims["fingerprint"], fingerprint(user, secret)):
            return user
        raise Unauthorised("Votre compte a changé : identifiez-vous à nouveau.")
    raise Unauthorised("Ce jeton d’accès n’est pas valable.")


def active_user(name: str) -> Any:
    model = get_user_model()
    return model._default_manager.filter(**{model.USERNAME_FIELD: name}, is_active=True).first()


def decode(token: str, secret: str) -> dict[str, Any]:
    """Return the claims of a token made with a secret.

    Only the very text that was made counts: base64 leaves room for others of the same
    meaning, which decoders let pass.
    """
    claims = jwt.decode(
        token,
        key(secret),
        [ALGORITHM],
        options={"require": ["sub", "exp", "iat", "fingerprint"]},
    )
    if not constant_time_compare(jwt.encode(claims, key(secret), ALGORITHM), token):
        raise jwt.InvalidTokenError
    return claims


def key(secret: str) -> bytes:
    """Return the key of the tokens: good for no other signature made with the same secret."""
    return salted_hmac(SALT, "key", secret=secret, algorithm="sha256").digest()


def fingerprint(user: Any, secret: str) -> str:
    """Return a mark of the user's password, which another password does not have."""
    known = salted_hmac(f"{SALT}.password", user.password, secret=secret, algorithm="sha256")
    return known.hexdigest()[:20]
