"""Which network addresses a server may be sent to on somebody else's word.

The table is RFC 6890's special-purpose registry as Python knows it, and the ways of
writing an IPv4 address inside an IPv6 one, which would otherwise hide a private address.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052
NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")  # RFC 8215: leads into somebody's own network


def is_public(text: str) -> bool:
    """Tell whether an address, as a resolver writes it, lies on the public internet.

    An address that carries others (mapped, 6to4, Teredo, NAT64) is public when all are.
    """
    address = ip_address(text.partition("%")[0])
    carried = _carried(address)
    if carried:
        return all(is_public(str(inner)) for inner in carried)
    if isinstance(address, IPv6Address) and (address.is_site_local or address in NAT64_LOCAL):
        return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _carried(address: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    if isinstance(address, IPv4Address):
        return ()
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address.sixtofour:
        return (address.sixtofour,)
    if address.teredo:
        return address.teredo
    if address in NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    return ()
