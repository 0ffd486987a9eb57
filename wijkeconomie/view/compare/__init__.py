"""Areas side by side, in words and rows, without Streamlit."""
