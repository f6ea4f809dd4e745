SELECT day, report, reports, common FROM stretch WHERE (day, report) > (?1, ?2) ORDER BY day, report LIMIT 1
