SELECT signature.report, link.chance
FROM link JOIN signature ON signature.id = link.other
WHERE link.report = (SELECT id FROM signature WHERE report = ?1) AND link.keys >= ?2 AND link.chance >= ?3
ORDER BY signature.report
