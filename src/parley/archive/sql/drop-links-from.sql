DELETE FROM link WHERE report = (SELECT id FROM signature WHERE report = ?1)
