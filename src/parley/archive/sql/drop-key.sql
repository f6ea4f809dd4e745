DELETE FROM sought_under WHERE key = ?1 AND day = ?2 AND report = ?3
