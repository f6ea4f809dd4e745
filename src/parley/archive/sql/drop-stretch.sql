DELETE FROM stretch WHERE day = ?1 AND report = ?2
