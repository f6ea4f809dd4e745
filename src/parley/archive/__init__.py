"""Archive: reports, readings, stories and decisions kept in one SQLite file."""
