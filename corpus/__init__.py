"""The Parley corpus: reports about invented negotiations with inline marks; tools to check and compile them."""
