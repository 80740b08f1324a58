"""Content version topics of the registry: what a note says has changed (migration 0011)."""

PLACES = "places"  # provinces and communes, old and new
PRODUCER = "producer"  # its own row
PRODUCT = "product"  # its row, certificates, areas tied to it, offer
COUNT = "count"  # how many products there are of a group or in a province
CODE = "code"  # the state of an issued code
