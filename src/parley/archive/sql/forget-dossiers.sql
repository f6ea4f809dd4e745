-- All but the last ones, so many at most and of so many bytes together.
DELETE FROM dossier WHERE id IN (
  SELECT id FROM (
    SELECT id, row_number() OVER newest AS place, sum(length(packed)) OVER newest AS together
    FROM dossier WINDOW newest AS (ORDER BY id DESC)
  )
  WHERE place > ?1 OR together > ?2
)
