"""Work for the data steward: files sent, and jobs in a process of their own."""
