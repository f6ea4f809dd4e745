UPDATE watched SET due = min(coalesce(due, ?2), ?2) WHERE id = ?1 AND kind = 'page' AND ended IS NULL
