"""The questions of the dashboard as SQL files, and the catalogue that runs them."""

from queries.catalogue import Query, UnknownQueryError, queries, query, run
from queries.filters import Filters, codes_of

__all__ = ["Filters", "Query", "UnknownQueryError", "codes_of", "queries", "query", "run"]
