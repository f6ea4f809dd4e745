-- Visits of a reader to stories that were found, at which some of these reports were there; the last first.
SELECT visit.seen, visit.sighting, visit.decision, visit.reports
FROM visit
WHERE visit.reader = ?1 AND visit.found IS NOT NULL
AND EXISTS (SELECT 1 FROM json_each(visit.reports) AS seen WHERE seen.value IN (SELECT value FROM json_each(?2)))
ORDER BY visit.id DESC
