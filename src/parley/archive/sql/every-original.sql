SELECT digest, size, packed FROM original
