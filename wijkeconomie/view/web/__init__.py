"""What the HTTP API answers: tables described, files, releases, problems, and its own manual."""
