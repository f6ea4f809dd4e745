"""Dispatch: runs a stage over a stream in this process or in several, and quarantines what fails."""
