SELECT size, packed FROM reading WHERE report = ?1 AND engine = ?2 AND version = ?3 AND form = ?4
