DELETE FROM link WHERE report = ?1
