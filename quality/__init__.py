"""Benchmarks: how well a dossier agrees with a gold reading of the same reports."""
