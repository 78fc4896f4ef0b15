"""Places: the index, recognition, resolution and what a caption asserts of them."""
