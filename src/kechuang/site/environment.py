"""What the environment says, read once by the settings."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ENGINES = "kechuang.platform.tenancy.backends"
SECRET_LENGTH = 64


def data_folder(environ: Mapping[str, str]) -> Path:
    """KECHUANG_DATA, or `var` below the working folder; readable by its owner only when we create it."""
    folder = Path(environ.get("KECHUANG_DATA") or "var").expanduser().resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """The key of this installation; whoever starts first writes it, whole, and only the owner may read it."""
    path = folder / "secret_key"
    if not path.exists():
        draft = folder / f"secret_key.{secrets.token_hex(8)}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(SECRET_LENGTH))
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass  # another process was first, and its key counts
        finally:
            draft.unlink()
    if path.stat().st_mode & 0o077:
        raise ImproperlyConfigured(f"{path} is readable by others; chmod 600 it")
    key = path.read_text(encoding="ascii").strip()
    if len(key) < SECRET_LENGTH:
        raise ImproperlyConfigured(f"{path} holds {len(key)} characters, fewer than {SECRET_LENGTH}")
    return key


def flag(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environ.get(name, "")
    known = {"": default, "1": True, "0": False}
    if value not in known:
        raise ImproperlyConfigured(f"{name} is {value!r}; 1 or 0 was expected")
    return known[value]


def hosts(environ: Mapping[str, str]) -> list[str]:
    """KECHUANG_HOSTS, separated by commas; without it this machine only."""
    named = [host.strip() for host in environ.get("KECHUANG_HOSTS", "").split(",")]
    return [host for host in named if host] or ["localhost", "127.0.0.1", "[::1]"]


def database(environ: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL of KECHUANG_DATABASE_URL."""
    url = environ.get("KECHUANG_DATABASE_URL")
    return postgresql(url) if url else sqlite(folder)


def sqlite(folder: Path) -> dict[str, Any]:
    return {
        "ENGINE": f"{ENGINES}.sqlite3",
        "NAME": folder / "kechuang.sqlite3",
        "OPTIONS": {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """postgresql://user:password@host:port/name?sslmode=require; the query holds options of libpq."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as fault:
        raise ImproperlyConfigured(f"KECHUANG_DATABASE_URL: {fault}") from None
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name or "/" in name:
        # the address may hold a password, so it isn't repeated
        raise ImproperlyConfigured(
            "KECHUANG_DATABASE_URL: postgresql://user:password@host:port/name was expected"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": f"{ENGINES}.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
