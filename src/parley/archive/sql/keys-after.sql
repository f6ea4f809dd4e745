SELECT asked.value ->> 0, (
  SELECT json_group_array(json_array(day, report)) FROM (
    SELECT day, report FROM sought_under
    WHERE shelf = asked.value ->> 1 AND key = asked.value ->> 0
    AND (day, report) > (?2, ?3) AND day <= asked.value ->> 2
    ORDER BY day, report LIMIT ?4
  )
)
FROM json_each(?1) AS asked
