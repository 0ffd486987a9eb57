"""Sections of the page of hubs and third places, a section a file."""
