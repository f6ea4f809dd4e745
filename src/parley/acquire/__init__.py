"""Acquire: a file, folder, glob, page or standard input becomes a Report."""
