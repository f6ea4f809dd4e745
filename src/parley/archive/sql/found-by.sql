SELECT value FROM found_by WHERE name = ?1
