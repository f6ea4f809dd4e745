"""The Parley corpus: reports about invented negotiations with inline marks, and the tool that checks and compiles them."""
