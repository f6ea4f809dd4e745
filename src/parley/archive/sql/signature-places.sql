SELECT signature.report, signature.id, signature.day, found_in.named
FROM signature LEFT JOIN found_in ON found_in.report = signature.report
WHERE signature.report IN (SELECT value FROM json_each(?1))
