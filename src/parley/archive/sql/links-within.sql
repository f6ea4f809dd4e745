SELECT signature.report, link.keys, link.chance
FROM link JOIN signature ON signature.id = link.other JOIN found_in ON found_in.report = signature.report
WHERE link.report = (SELECT id FROM signature WHERE report = ?1) AND found_in.named = ?2
ORDER BY signature.report
