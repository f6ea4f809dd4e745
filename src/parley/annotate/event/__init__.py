"""How events are found: triggers, scenes, arguments, settings, statuses."""
