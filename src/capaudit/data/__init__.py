"""Tables as data, each with its source, and the functions that load them."""
