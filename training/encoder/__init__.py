"""How the encoder's weights are made."""
