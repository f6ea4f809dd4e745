SELECT report, other, keys, chance FROM link
WHERE report IN (SELECT value FROM json_each(?1)) AND other IN (SELECT value FROM json_each(?1)) AND report < other
ORDER BY report, other
