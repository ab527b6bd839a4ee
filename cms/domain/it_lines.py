"""What an alliance asks of its IT department, as lines to paste into a mail."""

from __future__ import annotations

from email.utils import parseaddr
from urllib.parse import urlsplit


def it_lines(site_url: str, sender: str) -> str:
    """Return the request as plain text, with the names of this site.

    Only what every installation needs. SPF and DKIM depend on who delivers the mail, so the
    lines say what to obtain and not which record to copy (RFC 7208, RFC 6376, RFC 7489).

    Args:
        site_url: the public address of the site, `https://host`.
        sender: the address that letters come from, with or without a name.
    """
    host = urlsplit(site_url).hostname or "le nom de notre site"
    address = parseaddr(sender)[1]
    domain = address.rpartition("@")[2] or "notre domaine"
    return f"""Bonjour,

Nous installons le site et la lettre de notre alliance. Voici ce que nous vous demandons.

1. Nom et certificat
   - Faire pointer {host} vers l’adresse du serveur (enregistrements A et AAAA).
   - Un certificat TLS pour {host}. Si un mandataire le porte, qu’il transmette
     X-Forwarded-Proto et X-Forwarded-Host, et mettre TRUST_PROXY=1 dans les réglages.

2. Chaque minute, sur le serveur
   * * * * *  manage.py tick
   (ou laisser tourner la commande « manage.py serve », qui s’en charge)

3. Courriel
   - Un serveur SMTP qui accepte d’envoyer au nom de {address or "notre adresse"} (MAIL_URL dans
     les réglages), et sa limite d’envois par heure.
   - Dans la zone {domain} : autoriser ce serveur dans l’enregistrement SPF, publier sa
     clé DKIM, et un enregistrement DMARC, pour commencer :
     _dmarc.{domain}.  TXT  "v=DMARC1; p=none"

4. Sorties
   - Le serveur lit les catalogues de nos partenaires en HTTPS (port 443).

5. Sauvegardes, chaque nuit
   - La base de données (DATABASE_URL) et le dossier des fichiers (MEDIA_URL).
   - Les réglages, dont SECRET_KEY et NEWSLETTER_HASH_KEY, dans un endroit protégé.

Merci !
"""
