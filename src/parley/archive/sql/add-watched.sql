INSERT INTO watched (address, given, kind, title, folder, story, added, due)
VALUES (:address, :address, :kind, :title, :folder, :story, :now, :now)
ON CONFLICT (address) DO UPDATE SET
  given = coalesce(given, :address),
  kind = CASE WHEN kind = 'unknown' OR ended IS NOT NULL THEN :kind ELSE kind END,
  title = coalesce(:title, title),
  folder = CASE WHEN :folder = '[]' THEN folder ELSE :folder END,
  story = coalesce(:story, story),
  ended = NULL,
  due = CASE WHEN ended IS NOT NULL OR due IS NULL THEN :now ELSE due END,
  failures = CASE WHEN ended IS NOT NULL OR due IS NULL THEN 0 ELSE failures END,
  why = CASE WHEN ended IS NOT NULL OR due IS NULL THEN NULL ELSE why END
