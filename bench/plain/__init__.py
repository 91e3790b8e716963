"""The page of the trainings by region as a good developer would write it in an afternoon, with pandas.

Once in Streamlit and once in Dash: the same four charts under the same filters from the same Parquet files, read once
and grouped at each change. They are there to compare with; nothing of the dashboard uses them, or they it.
"""
