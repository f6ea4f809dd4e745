SELECT sought.value, (
  SELECT json_group_array(json_array(day, report)) FROM (
    SELECT day, report FROM sought_under
    WHERE key = sought.value AND (day, report) < (?2, ?3) ORDER BY day DESC, report DESC LIMIT ?4
  )
), (
  SELECT json_group_array(json_array(day, report)) FROM (
    SELECT day, report FROM sought_under
    WHERE key = sought.value AND (day, report) > (?2, ?3) ORDER BY day, report LIMIT ?4
  )
)
FROM json_each(?1) AS sought
