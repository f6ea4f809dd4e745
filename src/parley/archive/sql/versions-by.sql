SELECT page, sighting FROM version WHERE seen <= ?1 AND sighting <= ?2 ORDER BY id
