SELECT report FROM sought_under WHERE key = ?1 AND (day, report) < (?2, ?3) ORDER BY day DESC, report DESC LIMIT ?4
