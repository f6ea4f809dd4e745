SELECT digest, size, packed FROM dossier
