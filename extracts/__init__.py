"""Reads CSV and Parquet extracts under the contract, sets bad rows aside with a reason, publishes one snapshot."""

from extracts.contract import Table, read_contract
from extracts.snapshot import Snapshot, data_folder

__all__ = ["Snapshot", "Table", "data_folder", "read_contract"]
