"""What goes into the image, and how compose.yaml puts it behind a proxy."""

import re

import yaml

from config import ROOT
from core.web.server.connections import HEADER_SECONDS


def lines(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_nothing_goes_into_the_image_that_is_not_named():
    first, *named = lines(".dockerignore")
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}

    assert first == "*"
    assert {f"!{name}/" for name in packages} <= set(named)
    assert {"**/.env*", "**/*.dump"} <= set(named)
    assert not {"!.env", "!var/", "!tests/", "!.git/"} & set(named)


def test_who_runs_the_image_may_not_write_its_code():
    steps = lines("Dockerfile")

    assert not [step for step in steps if step.startswith("COPY --chown")]
    assert steps.index("USER chosao") > steps.index("COPY --from=build /app .")


def test_only_the_proxy_can_be_reached_and_no_password_stands_in_an_address():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]

    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    addresses = [
        value
        for service in services.values()
        for name, value in service.get("environment", {}).items()
        if name.endswith("_URL")
    ]
    assert addresses
    assert not [address for address in addresses if "PASSWORD" in address]
    assert services["web"]["environment"]["TRUSTED_PROXIES"] == "1"


def test_the_proxy_closes_resting_connections_before_the_server_does():
    proxy = "\n".join(lines("deploy/nginx.conf"))

    (seconds,) = re.findall(r"keepalive 32;\s+keepalive_timeout (\d+)s;", proxy)
    assert int(seconds) < HEADER_SECONDS
    assert "proxy_request_buffering on;" in proxy
