-- Ranked among those added last: ranking every report that has a common word would take longer the more there are.
SELECT rowid
FROM (SELECT rowid, bm25(sought) AS score FROM sought WHERE sought MATCH ?1 ORDER BY rowid DESC LIMIT ?3)
ORDER BY score, rowid DESC
LIMIT ?2
