SELECT coalesce((SELECT max(id) FROM version), 0), coalesce((SELECT max(version) FROM round), 0)
