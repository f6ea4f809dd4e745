SELECT engine, version, count(*) FROM reading GROUP BY engine, version ORDER BY engine, version
