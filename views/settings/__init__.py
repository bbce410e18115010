"""What the authority chooses for itself."""
