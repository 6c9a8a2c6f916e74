"""What the local server is told, and what it is kept from hearing."""

from __future__ import annotations

from pathlib import Path

from breyta_runtime.local.settings import client_settings, server_environment

HOME = Path("/w/.breyta/prefect")
API = "http://127.0.0.1:4242/api"


def test_nothing_meant_for_another_server_reaches_ours() -> None:
    """A database address of the user's, above all: ours would migrate that database."""
    user = {
        "PATH": "/bin",
        "PREFECT_API_DATABASE_CONNECTION_URL": "postgresql://prod/prefect",
        "PREFECT_API_KEY": "pnu_secret",
        "PREFECT_PROFILE": "work",
    }
    environment = server_environment(user, HOME, API)
    assert environment["PATH"] == "/bin"
    assert not {"PREFECT_API_DATABASE_CONNECTION_URL", "PREFECT_API_KEY", "PREFECT_PROFILE"} & set(
        environment
    )


def test_home_and_profiles_are_our_own_for_server_and_clients() -> None:
    for environment in (server_environment({}, HOME, API), client_settings({}, HOME, API)):
        assert environment["PREFECT_HOME"] == str(HOME)
        assert environment["PREFECT_PROFILES_PATH"] == str(HOME / "profiles.toml")
        assert environment["PREFECT_API_URL"] == API


def test_a_client_setting_of_the_user_stays() -> None:
    assert "PREFECT_RUNNER_POLL_FREQUENCY" not in client_settings(
        {"PREFECT_RUNNER_POLL_FREQUENCY": "5"}, HOME, API
    )
    assert client_settings({}, HOME, API)["PREFECT_RUNNER_POLL_FREQUENCY"] == "2"
