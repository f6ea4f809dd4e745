SELECT digest, size, packed FROM reading
