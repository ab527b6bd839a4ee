"""The host's own users, who sign in by address. Becomes `people/models.py`."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Agent(AbstractUser):
    email = models.EmailField(unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["username"]
