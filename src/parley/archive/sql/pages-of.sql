-- The pages that some reports were.
SELECT DISTINCT version.report, version.page FROM version WHERE version.report IN (SELECT value FROM json_each(?1))
