SELECT digest, content FROM text
