SELECT signature.report, link.keys, link.chance
FROM link JOIN signature ON signature.id = link.other
WHERE link.report = (SELECT id FROM signature WHERE report = ?1)
ORDER BY signature.report
