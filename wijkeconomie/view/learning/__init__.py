"""The sections of the knowledge page: claims, practices, civic economy, what no register holds."""
