"""Which addresses a request may reach: the guard against server-side request forgery.

Names are judged by what they resolve to, at the moment of connecting, so a name that changes its
answer between check and use gains nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

ALLOW_PRIVATE = "BREYTA_HTTP_ALLOW_PRIVATE"
ALLOW_HOSTS = "BREYTA_HTTP_ALLOW_HOSTS"

Address = IPv4Address | IPv6Address

# Cloud metadata services outside the link-local ranges: Alibaba, Azure, AWS and Google over IPv6.
_METADATA = frozenset(
    map(ip_address, ("100.100.100.200", "168.63.129.16", "fd00:ec2::254", "fd20:ce::254"))
)
_THIS_NETWORK = ip_network("0.0.0.0/8")
_NAT64 = ip_network("64:ff9b::/96")


class BlockedAddress(Exception):
    """A host that the policy does not let a request reach."""


@dataclass(frozen=True, slots=True)
class NetworkPolicy:
    private: bool
    """May loopback, private and carrier-grade NAT addresses be reached?"""
    hosts: frozenset[str] = frozenset()
    """Hosts the operator vouches for, whatever they resolve to."""

    def check(self, host: str, addresses: list[str]) -> None:
        """Refuse a host when any address it resolves to is off limits."""
        if host.lower().rstrip(".") in self.hosts:
            return
        for address in addresses:
            kind = classify(address)
            if kind == "forbidden":
                raise BlockedAddress(
                    f"{host} resolves to {address}, a link-local, metadata or reserved address "
                    f"that no flow may reach (an operator can name the host in {ALLOW_HOSTS})"
                )
            if kind == "private" and not self.private:
                raise BlockedAddress(
                    f"{host} resolves to {address}, a private address, which :url may not reach; "
                    "declare the service as a connection slot with that :base-url, or set "
                    f"{ALLOW_PRIVATE}=1 for the worker"
                )


def policy_from_env(*, declared: bool, environ: Mapping[str, str] | None = None) -> NetworkPolicy:
    """The policy for a request to a declared connection, or to a URL the flow computed.

    A base URL was chosen by whoever wrote or configured the flow, so a private service is fine
    there.  A :url may carry input from outside and reaches public addresses only.
    """
    env = os.environ if environ is None else environ
    hosts = (h.strip().lower() for h in env.get(ALLOW_HOSTS, "").split(","))
    allow = env.get(ALLOW_PRIVATE, "").strip().lower() in {"1", "true", "yes", "on"}
    return NetworkPolicy(declared or allow, frozenset(h for h in hosts if h))


def classify(address: str) -> str:
    """`public`, `private` or `forbidden`; an unreadable address is forbidden."""
    try:
        # A zone such as fe80::1%eth0 says how to get there, not where it is.
        ip = _embedded(ip_address(address.partition("%")[0]))
    except ValueError:
        return "forbidden"
    if ip in _METADATA or ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        return "forbidden"
    if isinstance(ip, IPv4Address) and (ip in _THIS_NETWORK or ip.is_reserved):
        return "forbidden"
    if ip.is_loopback or not ip.is_global:
        return "private"
    return "public"


def _embedded(ip: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, if it stands for one."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip
