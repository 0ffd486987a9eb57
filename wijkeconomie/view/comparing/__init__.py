"""What the comparison of areas shows, a section a file."""
