"""From outside a feature package, or one of its use cases, only its doors may be used."""

import grimp
import pytest

FEATURES = (
    "registry",
    "accounts",
    "certification",
    "traceability",
    "intake",
    "marketplace",
    "storefront",
    "desks",
)
USE_CASES = (
    "accounts.administration",
    "accounts.privacy",
    "accounts.consents",
    "accounts.delegation",
    "accounts.people",
    "accounts.messages",
    "accounts.confirmation",
    "accounts.registration",
    "accounts.profile",
    "accounts.pending_acts",
    "accounts.second_factor",
    "accounts.sign_in",
    "accounts.teams",
    "accounts.tokens",
    "accounts.trial",
    "certification.certificates",
    "certification.officers",
    *(f"traceability.{room}" for room in ("areas", "codes", "labels", "resolver", "scans")),
    "marketplace.albums",
    "marketplace.listings",
    "marketplace.offers",
    "marketplace.photographs",
    "marketplace.closings",
    "marketplace.sellers",
    "marketplace.spreadsheets",
    *(f"storefront.{room}" for room in ("index", "pages", "api", "traffic")),
    "desks.numbers",
    "desks.operation",
    "desks.today",
)
# `browser`: what a room lets others do with the browser of whoever sends a request.
DOORS = (
    "models", "queries", "services", "rules", "errors", "wording", "refusal_wording", "browser",
)  # fmt: skip


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("core", "search", *FEATURES, cache_dir=None)


def room_of(module):
    """The use case a module belongs to, else its package."""
    inside = (room for room in USE_CASES if module == room or module.startswith(f"{room}."))
    return next(inside, module.split(".")[0])


def entered(graph, *, room):
    """Who imports what of `room` from outside it; the package's own wiring composes its rooms."""
    return [
        (importer, imported)
        for imported in graph.modules
        if room_of(imported) == room
        for importer in graph.find_modules_that_directly_import(imported)
        if room_of(importer) != room and importer != f"{room.split('.')[0]}.wiring"
    ]


@pytest.mark.parametrize("room", [*FEATURES, *USE_CASES])
def test_a_room_is_entered_through_its_doors_alone(graph, room):
    wrong = [
        f"{importer} imports {imported}"
        for importer, imported in entered(graph, room=room)
        if imported != room and imported.removeprefix(f"{room}.").split(".")[0] not in DOORS
    ]

    assert wrong == []


def test_every_folder_of_a_package_with_use_cases_is_one_of_them(graph):
    packages = {room.split(".")[0] for room in USE_CASES}
    folders = {
        child for package in packages for child in graph.find_children(package)
        if graph.find_children(child)
    }  # fmt: skip

    assert folders == set(USE_CASES)
