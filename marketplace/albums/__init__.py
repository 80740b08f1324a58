"""Albums: the photographs of one listing as its producer sends, arranges and describes them."""
