UPDATE watched SET address = ?2, kind = ?3, due = ?4, etag = NULL, modified = NULL WHERE id = ?1
