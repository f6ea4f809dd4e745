SELECT page, sighting FROM version WHERE seen <= ?1 ORDER BY id
