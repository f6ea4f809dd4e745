SELECT report, words FROM telling WHERE (day, report) >= (?1, ?2) AND (day, report) < (?3, ?4) ORDER BY day, report
