WITH some (id, report) AS MATERIALIZED (
  SELECT id, report FROM signature WHERE report IN (SELECT value FROM json_each(?1))
)
SELECT one.report, other.report, link.keys, link.chance
FROM some AS one CROSS JOIN link ON link.report = one.id JOIN some AS other ON other.id = link.other
WHERE one.report < other.report
ORDER BY one.report, other.report
