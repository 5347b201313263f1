"""Classes, legend, map, tables and sentences, all from the same figures. Never streamlit."""
