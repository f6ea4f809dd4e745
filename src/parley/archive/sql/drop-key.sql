DELETE FROM sought_under WHERE shelf = ?1 AND key = ?2 AND day = ?3 AND report = ?4
