SELECT version.id, version.report, text.report
FROM version JOIN sighting ON sighting.id = version.sighting JOIN text ON text.id = sighting.text
