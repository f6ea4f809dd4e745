SELECT found_in.report, found_in.named, signature.id
FROM found_in JOIN signature ON signature.report = found_in.report
ORDER BY signature.id
