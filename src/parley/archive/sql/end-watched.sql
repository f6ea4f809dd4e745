UPDATE watched SET ended = ?2, due = NULL, why = ?3 WHERE id = ?1
