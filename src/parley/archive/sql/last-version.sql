SELECT version.report, original.digest
FROM version JOIN sighting ON sighting.id = version.sighting JOIN original ON original.id = sighting.original
WHERE version.page = ?1
ORDER BY version.id DESC LIMIT 1
