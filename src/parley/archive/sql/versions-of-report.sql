SELECT watched.address, version.report, version.seen
FROM version JOIN watched ON watched.id = version.page
WHERE version.page IN (SELECT page FROM version WHERE report = ?1)
ORDER BY watched.address, version.id
