SELECT report, id, day FROM signature WHERE report IN (SELECT value FROM json_each(?1))
