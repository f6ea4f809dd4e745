INSERT INTO sighting (original, text, extractor, digest, file, outlet, title, day, described, added)
SELECT original.id, text.id, :extractor, :digest, :file, :outlet, :title, :day, :described, :added
FROM original, text
WHERE original.digest = :original AND text.report = :report AND text.digest = :text
ON CONFLICT DO NOTHING
