"""The language engine's encoder: passages of a report through one network, and what its heads say of each word."""
