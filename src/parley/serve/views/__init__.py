"""Views of the workbench: each makes one frozen dataclass of a bench and of what was asked."""
