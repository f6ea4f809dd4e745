"""How time expressions are found and resolved: dates, weekdays, durations, sets."""
