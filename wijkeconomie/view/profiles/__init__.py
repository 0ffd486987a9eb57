"""What the profile of an area shows, a section a file."""
