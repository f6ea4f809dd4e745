SELECT watched.address, version.report, version.seen
FROM version JOIN watched ON watched.id = version.page
WHERE watched.address = ?1 OR watched.given = ?1
ORDER BY watched.address, version.id
