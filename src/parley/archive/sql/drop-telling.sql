DELETE FROM telling WHERE day = ?1 AND report = ?2
