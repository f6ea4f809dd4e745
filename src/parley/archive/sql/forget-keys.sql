DELETE FROM sought_under
