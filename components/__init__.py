"""The Streamlit pieces that pages share: filters bound to the URL, the figure card, export buttons, banners."""
