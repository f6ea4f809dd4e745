DELETE FROM link WHERE report = (SELECT id FROM signature WHERE report = ?1) AND other = (SELECT id FROM signature WHERE report = ?2)
