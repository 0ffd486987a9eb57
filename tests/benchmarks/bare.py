"""The floor for a page: a choice and one line. Once as radio buttons, once as a select box."""

import streamlit as st

OPTIONS = ["red", "blue", "green"]
if st.query_params.get("as") == "box":
    colour = st.selectbox("kleur", OPTIONS)
else:
    colour = st.radio("kleur", OPTIONS)
st.write(f"done {colour}")
