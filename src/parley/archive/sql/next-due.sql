SELECT min(due) FROM watched INDEXED BY watched_due WHERE due IS NOT NULL AND ended IS NULL
