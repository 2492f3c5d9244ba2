"""The touch terminal."""
