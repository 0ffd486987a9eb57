"""The page of the data steward: who may, what is sent, and a screen per step."""
