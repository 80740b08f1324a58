"""From outside a feature package only its doors may be used."""

import grimp

FEATURES = ("registry", "certification", "traceability", "marketplace")
DOORS = ("models", "queries", "services", "rules", "errors")


def test_features_are_entered_through_their_doors_alone():
    graph = grimp.build_graph("core", "search", *FEATURES, cache_dir=None)
    wrong = [
        f"{importer} imports {imported}"
        for imported in graph.modules
        if imported.split(".")[0] in FEATURES
        for importer in graph.find_modules_that_directly_import(imported)
        if importer.split(".")[0] != imported.split(".")[0]
        and imported.split(".")[1:2] != []
        and imported.split(".")[1] not in DOORS
    ]

    assert wrong == []
