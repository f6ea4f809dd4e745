SELECT count(*) FROM telling WHERE (day, report) >= (?1, ?2) AND (day, report) < (?3, ?4)
