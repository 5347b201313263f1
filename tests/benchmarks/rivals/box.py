"""Floor: a rerun that changes the colour of a box and nothing else."""

import streamlit as st

st.set_page_config(layout="wide")
if st.button("Andere kleuren", key="anders"):
    st.session_state["turn"] = st.session_state.get("turn", 0) + 1
colour = ("#336699", "#993366")[st.session_state.get("turn", 0) % 2]
st.html(f'<div id="vak" style="height: 640px; background: {colour}"></div>')
