"""The Streamlit app: pages, state and cache. No computation."""
