"""What visitors take with them: files, links, code to fetch them, saved views, frames."""
